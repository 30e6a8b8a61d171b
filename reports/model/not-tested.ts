import { groupsBy } from "./groups-by.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { plural } from "./text/format.ts";
import { severity, type Verdict } from "../../suites/record/verdicts/verdict.ts";
import { standing } from "../../suites/record/verdicts/tally.ts";

/** Requirements that were not tested for one and the same reason. */
export interface NotTested {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly requirements: readonly RequirementResult[];
}

/** A missing operation is not among them, nor a stale expectation: those are failures, and told as such. */
function isUntested(verdict: Verdict): boolean {
  return standing({ verdict, level: "MUST" }) === "not-tested" || verdict === "error" || verdict === "inconclusive";
}

/** What was not judged and why, most severe verdict first, then the largest group. */
export function notTested(record: RunRecord): NotTested[] {
  const untested = record.requirements.filter(({ verdict }) => isUntested(verdict));
  return groupsBy(untested, (each) => [each.verdict, reasonOf(each)])
    .map((requirements) => {
      const first = requirements[0] as RequirementResult;
      return { verdict: first.verdict, reason: reasonOf(first), requirements };
    })
    .sort((a, b) => severity(a.verdict) - severity(b.verdict) || b.requirements.length - a.requirements.length);
}

function reasonOf({ reason = "no reason given" }: RequirementResult): string {
  return reason;
}

/** Why a run is partial, by count. */
export function partialSentence({ requirements }: RunRecord): string {
  const count = (wanted: Verdict) => requirements.filter(({ verdict }) => verdict === wanted).length;
  const [off, open] = [count("disabled"), count("inconclusive")];
  const parts = [
    ...(off > 0 ? [`${plural(off, "requirement")} switched off`] : []),
    ...(open > 0 ? [`${plural(open, "requirement")} undecided`] : []),
  ];
  return `A partial run: ${parts.length === 0 ? "not every requirement was judged" : parts.join(", ")}.`;
}
