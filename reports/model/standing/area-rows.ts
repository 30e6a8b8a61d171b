import type { Area, Level } from "#spec/requirement.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { AREA_ORDER } from "#reports/model/names/level-words.ts";
import { standing, tallyByLevel, tolerated, unjudged, type Tally } from "#suites/record/verdicts/tally.ts";

export interface AreaRow {
  readonly area: Area;
  readonly requirements: readonly RequirementResult[];
  readonly byLevel: Readonly<Record<Level, Tally>>;
}

/** `3 of 7, 1 blocked, 2 not tested`; empty where there is nothing to count. */
export function describeTally(tally: Tally): string {
  const { met, judged, byAlternative } = tally;
  return [
    ...(judged > 0 ? [`${met} of ${judged}`] : []),
    ...(byAlternative > 0 ? [tolerated(tally)] : []),
    ...unjudged(tally),
  ].join(", ");
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
  return requirements.filter((one) => standing(one) === "byAlternative");
}
