import type { JsonValue } from "#spec/json/json.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { serverClock } from "#protocol/answers/server-clock.ts";
import type { Condition, MemberForm } from "#suites/record/condition.ts";
import type { Difference } from "#suites/record/record.ts";
import type { Finding } from "./finding.ts";
import { memberFinding } from "./member-finding.ts";

/** Seconds that clocks may differ by. */
const CLOCK_SLACK = 300;
/**
 * Seconds beyond which a time is wrong by more than any clock: milliseconds, minutes, or the time of another zone. The
 * next zone is an hour off, and what passes between a clock and an answer may take some of it away.
 */
export const WRONG_TIME = 59 * 60;

/** A time that lies this many seconds on the wrong side of the truth. */
export function timeFinding(off: number, difference: Difference): Finding {
  const finding = memberFinding(off <= CLOCK_SLACK, difference);
  if (off <= CLOCK_SLACK || off > WRONG_TIME) return finding;
  return { ...finding, grade: "tolerated", alternative: "within an hour of it" };
}

export function withinTime(at: string, secondsFromNow: NonNullable<MemberForm["secondsFromNow"]>): Condition {
  return { members: [{ at, secondsFromNow }] };
}

/**
 * Now, in epoch seconds, for judging a time that should be about `due`: by the endpoint's own clock where it shows one, so
 * that a skewed clock of ours raises no alarm, or by ours where that is closer, since a Date header may be wrong itself.
 */
export function nowFor(reply: Reply, due: number): number {
  const { startedAt, durationMs } = reply.exchange;
  const ours = (startedAt + durationMs) / 1000;
  const theirs = (serverClock(reply) ?? ours * 1000) / 1000;
  return Math.abs(due - ours) < Math.abs(due - theirs) ? ours : theirs;
}

const UNITS = [
  { unit: "milliseconds", ofSecond: 1e3 },
  { unit: "microseconds", ofSecond: 1e6 },
] as const;

/** In seconds. A time in another unit is looked for so far around now. */
export const YEAR = 365 * 86_400;

/** A time, in epoch seconds, and the smaller unit that it is in where only that makes it one of about now. */
export interface TimeRead {
  readonly seconds?: number;
  readonly unit?: string;
}

export function timeRead(reply: Reply, value: JsonValue | undefined): TimeRead {
  if (typeof value !== "number") return {};
  const isAboutNow = (seconds: number): boolean => Math.abs(seconds - nowFor(reply, seconds)) < YEAR;
  const other = UNITS.find(({ ofSecond }) => isAboutNow(value / ofSecond));
  return other === undefined ? { seconds: value } : { seconds: value / other.ofSecond, unit: other.unit };
}

/** What to say after a time that is in another unit than seconds. */
export function looksLike(unit: string | undefined): string {
  return unit === undefined ? "" : `, which looks like ${unit}`;
}
