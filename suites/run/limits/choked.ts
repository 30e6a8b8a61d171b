/** Attempts so far. */
export interface TrafficCount {
  readonly requests: number;
  readonly throttled: number;
}

/** The beginning of a window of time that is looked at as a whole, by `clock.now()`. */
export interface PaceWindow extends TrafficCount {
  readonly since: number;
}

const WINDOW_MS = 60_000;
/** Answers per second, below which the thousands of requests of a run would take half an hour or more. */
const FEW = 5;
/** Throttled attempts per second, although they are sent ever more slowly. */
const MANY = 0.5;

export const CHOKED =
  "the endpoint throttles so much that fewer than five requests per second get through: use --rps N to send at a pace that it accepts";

export function isOver({ since }: PaceWindow, now: number): boolean {
  return now - since >= WINDOW_MS;
}

/** Whether an endpoint throttled so much in a window that a run would take too long at any slower pace. */
export function isChoked(window: PaceWindow, { requests, throttled }: TrafficCount, now: number): boolean {
  const seconds = (now - window.since) / 1000;
  const refused = throttled - window.throttled;
  return refused >= MANY * seconds && requests - window.requests - refused < FEW * seconds;
}
