/** What an answer shows of how many requests a target can have in flight. */
export interface AnswerTime {
  /** Milliseconds from the request to its answer. */
  readonly ms: number;
  /** Requests in flight when it came, this one included. */
  readonly inFlight: number;
}

export interface LimitBounds {
  /** The most requests in flight. */
  readonly most: number;
  /** Milliseconds for one response. */
  readonly timeoutMs: number;
}

/** Shares of the time-out: answers as soon as that allow one request more, and answers should not take that long. */
const SOON = 1 / 4;
const LATE = 1 / 2;

/**
 * How many requests may be in flight after an answer. A target that does one thing after the other makes each request
 * wait for those before it: with too many in flight the last ones time out, although nothing is wrong with it. A
 * time-out changes nothing, since one request may hang by itself.
 */
export function afterAnswer(limit: number, { ms, inFlight }: AnswerTime, { most, timeoutMs }: LimitBounds): number {
  // So many would not be answered too late, if each waits for all the others.
  const room = Math.max(1, Math.floor((inFlight * timeoutMs * LATE) / ms));
  if (room < limit) return room;
  return inFlight >= limit && ms <= timeoutMs * SOON ? Math.min(most, limit + 1) : limit;
}
