/** Attempts so far. */
export interface TrafficCount {
  readonly requests: number;
  readonly throttled: number;
}

/** Where a window of time began that is looked at as a whole, by `clock.now()`. */
export interface PaceWindow extends TrafficCount {
  readonly since: number;
}

const WINDOW_MS = 60_000;
/** Answers a second, below which the thousands of requests of a run take half an hour and more. */
const FEW = 5;
/** Throttled attempts a second, although they leave ever slower. */
const MANY = 0.5;

export const CHOKED =
  "the endpoint throttles so much that fewer than five requests per second get through: use --rps N to send at a pace that it accepts";

export function isOver({ since }: PaceWindow, now: number): boolean {
  return now - since >= WINDOW_MS;
}

/** Whether an endpoint throttled so much in a window that no slower pace would end a run soon. */
export function isChoked(window: PaceWindow, { requests, throttled }: TrafficCount, now: number): boolean {
  const seconds = (now - window.since) / 1000;
  const refused = throttled - window.throttled;
  return refused >= MANY * seconds && requests - window.requests - refused < FEW * seconds;
}
