import type { RunVerdict } from "./run-verdict.ts";

/** Exit codes of a run; 2 (usage) is the caller's. */
export const EXIT = {
  conformant: 0,
  nonConformant: 1,
  usage: 2,
  inconclusive: 3,
  suiteError: 4,
  clustersLeft: 5,
  interrupted: 130,
} as const;

/** What decides how the process of a run exits. */
interface ExitReasons {
  readonly verdict: RunVerdict;
  /** That registering is not there was expected, and nothing else went wrong. */
  readonly knownAbsence: boolean;
  readonly interrupted: boolean;
  readonly clustersLeft: boolean;
}

/** Precedence 4, 5, 130, 1, 3. */
export function exitCodeOf({ verdict, knownAbsence, interrupted, clustersLeft }: ExitReasons): number {
  if (verdict === "suite-error") return EXIT.suiteError;
  if (clustersLeft) return EXIT.clustersLeft;
  if (interrupted) return EXIT.interrupted;
  if (verdict === "not-implemented") return knownAbsence ? EXIT.conformant : EXIT.nonConformant;
  if (verdict === "non-conformant") return EXIT.nonConformant;
  return verdict === "inconclusive" ? EXIT.inconclusive : EXIT.conformant;
}
