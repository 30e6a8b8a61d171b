import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { standing } from "#suites/record/verdicts/tally.ts";
import { instant } from "#reports/model/text/format.ts";

/**
 * Since which run some requirement of these has not been met, every run between included: `Failing since run 3, 2026-11-24
 * 14:25:47 UTC.` Undefined where no earlier run is at hand. `earlier` are runs of the same target, the oldest first.
 */
export function failingSince(ids: readonly string[], earlier: readonly RunRecord[]): string | undefined {
  if (earlier.length === 0) return undefined;
  const wanted = new Set(ids);
  let since = earlier.length;
  while (since > 0 && failsIn(earlier[since - 1], wanted)) since -= 1;
  const first = earlier[since];
  if (first === undefined) return `New in this run, which is run ${earlier.length + 1}.`;
  return `Failing since run ${since + 1}, ${instant(Date.parse(first.run.startedAt))}.`;
}

function failsIn(record: RunRecord | undefined, ids: ReadonlySet<string>): boolean {
  return record?.requirements.some((one) => ids.has(one.id) && isNotMet(one)) ?? false;
}

/** A missing operation fails what is about it. */
function isNotMet(requirement: RequirementResult): boolean {
  return standing(requirement) === "missed" || requirement.verdict === "not-implemented";
}
