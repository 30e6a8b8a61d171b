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
  const given = new Set(verdicts);
  return WORSE_THAN_PASS.find((verdict) => given.has(verdict)) ?? "pass";
}
