import type { VerdictCounts } from "./record.ts";
import type { Verdict } from "./verdict.ts";

/**
 * What the cases of one requirement come to: the worst of them, except that a few inconclusive ones beside conclusive
 * ones do not hide those. Undefined when nothing was judged.
 */
export function verdictOfCounts(counts: VerdictCounts): Verdict | undefined {
  if (counts.error > 0) return "error";
  if (counts.fail > 0) return "fail";
  const conclusive = counts.pass + counts.warn + counts.info;
  if (counts.inconclusive > conclusive) return "inconclusive";
  if (counts.warn > 0) return "warn";
  if (counts.pass > 0) return "pass";
  return counts.info > 0 ? "info" : undefined;
}

/** Judgements from worst to best, to choose the verdict of one case. */
const WORSE_THAN_PASS: readonly Verdict[] = ["error", "fail", "inconclusive", "warn", "info"];

export function worst(verdicts: Iterable<Verdict>): Verdict {
  let found: Verdict = "pass";
  for (const verdict of verdicts) if (isWorse(verdict, found)) found = verdict;
  return found;
}

/** Whether a judgement weighs more than another in the verdict of a case. */
export function isWorse(verdict: Verdict, than: Verdict): boolean {
  return rankOf(verdict) < rankOf(than);
}

function rankOf(verdict: Verdict): number {
  const rank = WORSE_THAN_PASS.indexOf(verdict);
  return rank < 0 ? WORSE_THAN_PASS.length : rank;
}
