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
 * mended, so it counts for none; nor does what a tolerated answer meets already, so that a cause of nothing else is not
 * among them.
 */
export function settledBy(
  record: Pick<RunRecord, "requirements">,
  causes: readonly Cause[],
): ReadonlyMap<Cause, Settles> {
  const byLevel = tallyByLevel(record.requirements);
  const unmet = causes.flatMap((cause) => {
    const all = new Map([...cause.shownBy, ...cause.follows].map(({ requirement }) => [requirement.id, requirement]));
    const own = [...all.values()].filter((requirement) => tallyOf([requirement]).met === 0);
    return own.length === 0 ? [] : [{ cause, own }];
  });
  const causesOfEach = new Map<string, number>();
  for (const { id } of unmet.flatMap(({ own }) => own)) causesOfEach.set(id, (causesOfEach.get(id) ?? 0) + 1);
  return new Map(
    unmet.map(({ cause, own }) => {
      const alone = own.filter(({ id, level }) => level === cause.level && causesOfEach.get(id) === 1);
      const { met: from, judged: fromAll } = byLevel[cause.level];
      const opened = alone.filter((requirement) => tallyOf([requirement]).judged === 0).length;
      return [cause, { level: cause.level, from, fromAll, to: from + alone.length, toAll: fromAll + opened }];
    }),
  );
}
