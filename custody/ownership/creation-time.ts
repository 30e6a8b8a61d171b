import type { JsonValue } from "#spec/json/json.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { serverClock } from "#protocol/answers/server-clock.ts";

/** Creation times and Date headers may be cut to whole seconds: by so many milliseconds either may seem too early. */
const JITTER_MS = 1_000;
/** If an endpoint does not give its time, its clock and ours may differ by so many milliseconds. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** What a request makes may say that it was made so many milliseconds after it left: longer than any run waits for it. */
export const LATEST_MS = 60_000;
/** A creation time this large is not in seconds, and one so much larger not in milliseconds: nobody knows in what. */
const NO_SECONDS = 1e11;
const NO_MILLISECONDS = NO_SECONDS * 1_000;

/** From a request that may have made something to when its work was done, by our own clock: epoch milliseconds. */
export interface MakingTime {
  readonly from: number;
  readonly to: number;
}

/** When a run asked for something, by which its own is told from what somebody else made. */
export interface AskedAt {
  readonly times: readonly MakingTime[];
  /**
   * The most, in milliseconds, by which creation times of what is certainly the run's were ahead of the answers. Default:
   * not known.
   */
  readonly createdAhead?: number | undefined;
}

/** It was made while the run asked for it, or when it did not. */
export type TimeMade = { readonly isInTime: true } | { readonly isInTime: false; readonly reason: string };

/** Whether it was made while one of the requests for it was under way; undefined where no creation time is shown. */
export function madeInTime(
  shown: JsonValue | undefined,
  reply: Reply,
  { times, createdAhead = Infinity }: AskedAt,
): TimeMade | undefined {
  const madeAt = epochMs(shown);
  if (madeAt === undefined) return undefined;
  const { least, most } = clockAhead(reply) ?? UNKNOWN_CLOCK;
  const after = times.filter(({ from }) => madeAt >= from + Math.min(least, createdAhead) - JITTER_MS);
  if (after.some(({ to }) => madeAt <= to + most + JITTER_MS)) return { isInTime: true };
  const when = after.length === 0 ? "before" : "long after";
  return { isInTime: false, reason: `it was created at ${isoTime(madeAt)}, ${when} the run asked for it` };
}

/** Of a moment as services write it: in seconds, in milliseconds, or in words that name a time zone. */
export function epochMs(shown: JsonValue | undefined): number | undefined {
  if (typeof shown === "string") return (ZONED.test(shown) && Date.parse(shown)) || undefined;
  if (typeof shown !== "number" || shown <= 0 || shown >= NO_MILLISECONDS) return undefined;
  return shown < NO_SECONDS ? shown * 1000 : shown;
}

const ZONED = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i;

function isoTime(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms);
}

const UNKNOWN_CLOCK: ClockAhead = { least: JITTER_MS - CLOCK_TOLERANCE_MS, most: CLOCK_TOLERANCE_MS - JITTER_MS };

/** By how many milliseconds an endpoint's clock is ahead of ours: a Date header is cut to seconds, and was set meanwhile. */
interface ClockAhead {
  readonly least: number;
  readonly most: number;
}

/** How far the endpoint's clock is ahead of ours, according to its Date header; undefined without one. */
export function clockAhead(reply: Reply): ClockAhead | undefined {
  const { startedAt, durationMs } = reply.exchange;
  const theirs = serverClock(reply);
  return theirs === undefined
    ? undefined
    : { least: theirs - (startedAt + durationMs), most: theirs + JITTER_MS - startedAt };
}
