import type { Reply } from "../../protocol/answers/reply.ts";
import { serverClock } from "../../protocol/answers/server-clock.ts";

/** Creation times and Date headers may be cut to whole seconds: by so many milliseconds either may seem too early. */
export const JITTER_MS = 1_000;
/** If an endpoint does not give its time, its clock and ours may differ by so many milliseconds. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** What a request makes may say that it was made so many milliseconds after it left: longer than any run waits for it. */
export const LATEST_MS = 60_000;
/** A creation time this large is in milliseconds or smaller units, not in seconds. */
export const NO_SECONDS = 1e11;

/** By how many milliseconds an endpoint's clock is ahead of ours: a Date header is cut to seconds, and was set meanwhile. */
export interface ClockAhead {
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
