/** An operation that was refused whenever it was asked for, and the status of the last refusal. */
export interface RefusedOperation {
  readonly operation: string;
  readonly attempts: number;
  readonly status: number;
}

/** Attempts so far. */
export interface TrafficCount {
  readonly requests: number;
  readonly throttled: number;
  /** The one of these that was asked for most often. */
  readonly alwaysRefused?: RefusedOperation | undefined;
}

/** The beginning of a window of time that is looked at as a whole, by `clock.now()`. */
export interface PaceWindow extends TrafficCount {
  readonly since: number;
}

const WINDOW_MS = 60_000;
/** Soon enough, if one operation is behind it, which so many attempts have shown. */
const SHORT_WINDOW_MS = 20_000;
const ENOUGH_ATTEMPTS = 30;
/** Answers per second, below which the thousands of requests of a run would take half an hour or more. */
const FEW = 5;
/** Throttled attempts per second, although they are sent ever more slowly. */
const MANY = 0.5;

const CHOKED =
  "the endpoint throttles so much that fewer than five requests per second get through: use --rps N to send at a pace that it accepts";

/** Why the run would take too long, by what a window that is over shows. */
export interface PaceSeen {
  readonly isOver: boolean;
  readonly why?: string;
}

/**
 * Whether a window is over, and whether an endpoint refused so much in it, for the pace or as unavailable, that a run
 * would take too long at any slower pace.
 */
export function paceSeen(window: PaceWindow, traffic: TrafficCount, now: number): PaceSeen {
  const elapsed = now - window.since;
  if (elapsed < SHORT_WINDOW_MS) return { isOver: false };
  const { alwaysRefused: one } = traffic;
  const isOne = one !== undefined && one.attempts >= ENOUGH_ATTEMPTS;
  if (isOne && isChoked(window, traffic, now)) return { isOver: true, why: inWords(one) };
  if (elapsed < WINDOW_MS) return { isOver: false };
  return isChoked(window, traffic, now) ? { isOver: true, why: CHOKED } : { isOver: true };
}

function isChoked(window: PaceWindow, { requests, throttled }: TrafficCount, now: number): boolean {
  const seconds = (now - window.since) / 1000;
  const refused = throttled - window.throttled;
  return refused >= MANY * seconds && requests - window.requests - refused < FEW * seconds;
}

function inWords({ operation, attempts, status }: RefusedOperation): string {
  return `the endpoint answered each of ${attempts} attempts of ${operation} with ${status}, at whatever pace they came`;
}
