import { groupsBy } from "./groups-by.ts";
import type { Area, Level } from "../../spec/requirement.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { plural } from "./text/format.ts";
import { AREA_ORDER } from "./level-words.ts";
import { severity, type Verdict } from "../../suites/record/verdicts/verdict.ts";
import { standing, tallyByLevel, tolerated, type Tally } from "../../suites/record/verdicts/tally.ts";

export interface AreaRow {
  readonly area: Area;
  readonly requirements: readonly RequirementResult[];
  readonly byLevel: Readonly<Record<Level, Tally>>;
}

/** Requirements that were not tested for one and the same reason. */
export interface NotTested {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly requirements: readonly RequirementResult[];
}

/** `3 of 7, 1 observed, 1 undecided, 2 not tested`; empty where there is nothing to count. */
export function describeTally(tally: Tally): string {
  const { met, judged, byAlternative, observed, open, notTested } = tally;
  const parts = [
    ...(judged > 0 ? [`${met} of ${judged}`] : []),
    ...(byAlternative > 0 ? [tolerated(tally)] : []),
    ...(observed > 0 ? [`${observed} observed`] : []),
    ...(open > 0 ? [`${open} undecided`] : []),
    ...(notTested > 0 ? [`${notTested} not tested`] : []),
  ];
  return parts.join(", ");
}

/** One row for each area that has requirements, in the fixed order. */
export function areaRows(record: RunRecord): AreaRow[] {
  return AREA_ORDER.map((area) => record.requirements.filter((one) => one.area === area))
    .filter((requirements) => requirements.length > 0)
    .map((requirements) => ({
      area: (requirements[0] as RequirementResult).area,
      requirements,
      byLevel: tallyByLevel(requirements),
    }));
}

/** The MUST that are met by a tolerated answer only: what their cases received is not what is documented. */
export function metByTolerated({ requirements }: RunRecord): readonly RequirementResult[] {
  return requirements.filter((one) => standing(one) === "by-alternative");
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
