import type { Level } from "../../../spec/requirement.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { tallyByLevel, tallyOf } from "../../../suites/record/verdicts/tally.ts";
import type { Cause } from "./cause.ts";

/** How many of the cause's level are met now, and how many once it is mended and nothing else. */
export interface Settles {
  readonly level: Level;
  readonly from: number;
  readonly to: number;
  /** Of how many that are judged, now and then: what a missing operation left open will be. */
  readonly fromAll: number;
  readonly toAll: number;
}

/**
 * What mending each cause alone settles. A requirement that other causes are about, too, is not met before all of them are
 * mended, so it counts for none.
 */
export function settledBy(
  record: Pick<RunRecord, "requirements">,
  causes: readonly Cause[],
): ReadonlyMap<Cause, Settles> {
  const byLevel = tallyByLevel(record.requirements);
  const judged = new Set(record.requirements.flatMap((one) => (tallyOf([one]).judged === 1 ? [one.id] : [])));
  const causesOfEach = new Map<string, number>();
  for (const cause of causes) {
    for (const id of idsOf(cause).keys()) causesOfEach.set(id, (causesOfEach.get(id) ?? 0) + 1);
  }
  return new Map(
    causes.map((cause) => {
      const alone = [...idsOf(cause)].filter(([id, level]) => level === cause.level && causesOfEach.get(id) === 1);
      const { met: from, judged: fromAll } = byLevel[cause.level];
      const opened = alone.filter(([id]) => !judged.has(id)).length;
      return [cause, { level: cause.level, from, fromAll, to: from + alone.length, toAll: fromAll + opened }];
    }),
  );
}

/** The levels of its requirements, by their ids. */
function idsOf({ shownBy, follows }: Cause): ReadonlyMap<string, Level> {
  return new Map([...shownBy, ...follows].map(({ requirement }) => [requirement.id, requirement.level]));
}
