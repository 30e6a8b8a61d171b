import type { Level } from "#spec/requirement.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { isBlocked, standing, tallyByLevel, tallyOf } from "#suites/record/verdicts/tally.ts";
import { NOT_EXERCISED } from "#reports/model/standing/not-tested.ts";
import type { Cause } from "./cause.ts";

/** How many of the cause's level are met now, and how many once it is mended and nothing else. */
export interface MendingGain {
  readonly level: Level;
  readonly from: number;
  readonly to: number;
  /** Of how many that are judged, now and then: what a missing operation left open will be. */
  readonly fromAll: number;
  readonly toAll: number;
  /** It may be more: what nothing could judge so far lies behind it. */
  readonly atLeast: boolean;
}

/**
 * What mending each cause alone settles. A requirement that other causes are about, too, is not met before all of them are
 * mended, so it counts for none; nor does what a tolerated answer meets already, so that a cause of nothing else is not
 * among them. What only a member or an error shows that no answer had yet may never be seen, and counts for nothing.
 */
export function gainOfMending(
  record: Pick<RunRecord, "requirements">,
  causes: readonly Cause[],
): ReadonlyMap<Cause, MendingGain> {
  const byLevel = tallyByLevel(record.requirements);
  const unmet = causes.flatMap((cause) => {
    const all = new Map([...cause.shownBy, ...cause.follows].map(({ requirement }) => [requirement.id, requirement]));
    const own = [...all.values()].filter((requirement) => tallyOf([requirement]).met === 0);
    return own.length === 0 ? [] : [{ cause, own }];
  });
  const causesOfEach = new Map<string, number>();
  for (const { id } of unmet.flatMap(({ own }) => own)) causesOfEach.set(id, (causesOfEach.get(id) ?? 0) + 1);
  const hidden = record.requirements.filter(({ id }) => !causesOfEach.has(id));
  return new Map(
    unmet.map(({ cause, own }) => {
      const alone = own.filter(({ id, level }) => level === cause.level && causesOfEach.get(id) === 1);
      const { met: from, judged: fromAll } = byLevel[cause.level];
      const unjudged = alone.filter((requirement) => tallyOf([requirement]).judged === 0);
      const sure = unjudged.filter(({ subject = {} }) => subject.output === undefined && subject.error === undefined);
      const settled = alone.length - unjudged.length + sure.length;
      const atLeast = unjudged.length > 0 || hidden.some((one) => one.level === cause.level && mayBeBehind(one, own));
      return [cause, { level: cause.level, from, fromAll, to: from + settled, toAll: fromAll + sure.length, atLeast }];
    }),
  );
}

/**
 * Nothing judged it, and mending what these show may change that. A member that no answer had is missed by no one, unless
 * what should hold it is wrong.
 */
function mayBeBehind(hidden: RequirementResult, shown: readonly RequirementResult[]): boolean {
  if (standing(hidden) === "open") return true;
  const isOf = (operation: string | undefined): boolean =>
    shown.some((one) => one.operation === operation || one.operation === "*");
  if (isBlocked(hidden)) return isOf(hidden.missing);
  const { output } = hidden.subject ?? {};
  if (hidden.reason?.startsWith(NOT_EXERCISED) !== true || !isOf(hidden.operation)) return false;
  return output === undefined || shown.some(({ subject }) => output.startsWith(`${subject?.output}/`));
}
