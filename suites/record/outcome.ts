import type { Level } from "../../spec/requirement.ts";
import type { Outcome, RequirementResult, RunRecord, RunVerdict } from "./record.ts";
import type { Verdict } from "./verdict.ts";

/** Exit codes of a run; 2 (usage) and 130 (interrupted) are the caller's. */
export const EXIT = {
  conformant: 0,
  nonConformant: 1,
  usage: 2,
  inconclusive: 3,
  suiteError: 4,
  clustersLeft: 5,
  interrupted: 130,
} as const;

type Judged = Pick<RunRecord, "requirements" | "operations" | "clusters"> & {
  readonly strict: boolean;
  readonly interrupted: boolean;
};

/** Verdict, exit code and sentence of a run, from one place, so that they cannot differ. Precedence 4, 5, 1, 3. */
export function outcomeOf(run: Judged): Outcome {
  const verdict = verdictOf(run);
  return { verdict, exitCode: exitCodeOf(run, verdict), sentence: sentenceOf(run, verdict) };
}

function verdictOf(run: Judged): RunVerdict {
  const { requirements, operations, strict, interrupted } = run;
  const has = (...verdicts: Verdict[]): boolean => hasUnexpected(run, verdicts);
  // A known failure of the endpoint excuses no bug of the suite, and counts as judged.
  if (requirements.some(({ verdict }) => verdict === "error")) return "suite-error";
  const register = operations.find(({ id }) => id === "RegisterCluster");
  if (register?.verdict === "not-implemented") return "not-implemented";
  if (has("fail", "stale", "not-implemented") || (strict && has("warn"))) return "non-conformant";
  const judged = requirements.some(({ verdict }) => ["pass", "warn", "fail"].includes(verdict));
  return interrupted || has("inconclusive") || !judged ? "inconclusive" : "conformant";
}

function hasUnexpected({ requirements }: Judged, verdicts: readonly Verdict[]): boolean {
  return requirements.some(
    ({ verdict, expectedFailure }) =>
      verdicts.includes(verdict) && (expectedFailure === undefined || verdict === "stale"),
  );
}

/** That the operation is not there is known, and nothing else went wrong: what its absence leaves unjudged follows. */
function isKnownAbsence(run: Judged): boolean {
  const route = run.requirements.find(({ id }) => id === "register.route");
  const verdicts: Verdict[] = run.strict ? ["fail", "stale", "warn"] : ["fail", "stale"];
  return route?.verdict === "fail" && !hasUnexpected(run, verdicts);
}

function exitCodeOf(run: Judged, verdict: RunVerdict): number {
  const { clusters, interrupted } = run;
  if (verdict === "suite-error") return EXIT.suiteError;
  if (clusters.left.length > 0) return EXIT.clustersLeft;
  if (interrupted) return EXIT.interrupted;
  if (verdict === "not-implemented") return isKnownAbsence(run) ? EXIT.conformant : EXIT.nonConformant;
  if (verdict === "non-conformant") return EXIT.nonConformant;
  return verdict === "inconclusive" ? EXIT.inconclusive : EXIT.conformant;
}

const OPENINGS: Readonly<Record<RunVerdict, string>> = {
  conformant: "Conformant",
  "non-conformant": "Not conformant",
  "not-implemented": "RegisterCluster is not implemented",
  inconclusive: "Inconclusive",
  "suite-error": "The suite itself failed",
};

function sentenceOf(run: Judged, verdict: RunVerdict): string {
  const parts = [countOf(run.requirements, "MUST"), countOf(run.requirements, "SHOULD")];
  for (const other of ["not-implemented", "not-applicable", "inconclusive", "disabled", "stale", "error"] as const) {
    const count = run.requirements.filter((result) => result.verdict === other).length;
    if (count > 0) parts.push(`${count} ${other}`);
  }
  const knownToFail = run.requirements.filter(
    (result) => result.expectedFailure !== undefined && result.verdict !== "stale",
  ).length;
  if (knownToFail > 0) parts.push(`${knownToFail} known to fail`);
  const { left } = run.clusters;
  if (left.length > 0) parts.push(`${left.length} cluster${left.length === 1 ? "" : "s"} left behind`);
  const known = verdict === "not-implemented" && isKnownAbsence(run) ? ", as expected" : "";
  return `${OPENINGS[verdict]}${known}${run.interrupted ? " (interrupted)" : ""}: ${parts.join(", ")}.`;
}

function countOf(requirements: readonly RequirementResult[], level: Level): string {
  const judged = requirements.filter(
    (result) => result.level === level && ["pass", "warn", "fail"].includes(result.verdict),
  );
  const met = judged.filter(({ verdict }) => verdict === "pass" || (level === "MUST" && verdict === "warn"));
  return `${level} ${met.length} of ${judged.length} met`;
}
