import type { VerdictCounts } from "./record.ts";
import type { Verdict } from "./verdict.ts";

/**
 * What the cases of one requirement come to: the worst of them, except that a few inconclusive ones beside conclusive
 * ones do not hide those, and that a pass outweighs what was only observed. Undefined when nothing was judged.
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
