/** Throttling never lowers the rate below this many requests per second. */
const FLOOR = 1;
/** When an endpoint throttles, the rate becomes this share of what it accepted. */
const DECREASE = 0.7;
/** The share of that rate by which it grows again each second, and the least growth in requests per second. */
const INCREASE = 0.05;
const LEAST_INCREASE = 1;
/** Answers of which so many may be throttled before the rate is lowered. */
const LOOKED_AT = 100;
/**
 * At full pace to send a tenth again costs less than to slow down, and does no harm, and some endpoints refuse a share of
 * all requests at whatever pace they come.
 */
export const TOLERATED = 10;
/** How far requests may fall behind the schedule before the missed ones are dropped from it. */
const CATCH_UP_MS = 50;

/** The rate right after a decrease, and by how much it grows each second from then on. */
interface RateLimit {
  readonly since: number;
  readonly rate: number;
  readonly growth: number;
}

/**
 * Learns the rate that an endpoint accepts: unlimited until it throttles much, then a share of what it accepted in the
 * second before, growing steadily while nothing is throttled (additive increase, multiplicative decrease).
 */
export class AdaptiveRate {
  /** When the requests of the last second were accepted. */
  readonly #accepted: number[] = [];
  #limit: RateLimit | undefined;
  #nextAt = -Infinity;
  #pausedUntil = -Infinity;
  /** Which of the last answers were throttled. */
  #answers: boolean[] = [];
  readonly #tolerated: number;

  /** `tolerated`: of the last hundred answers so many may be throttled before the rate is lowered. */
  constructor(tolerated: number) {
    this.#tolerated = tolerated;
  }

  /** Requests per second allowed at that time. */
  rate(now: number): number {
    if (this.#limit === undefined) return Infinity;
    const { since, rate, growth } = this.#limit;
    return rate + (growth * (now - since)) / 1000;
  }

  /** Milliseconds until one more may be sent; 0 or less if it may be sent now. */
  waitMs(now: number): number {
    return Math.max(this.#nextAt, this.#pausedUntil) - now;
  }

  sent(now: number): void {
    if (this.#limit !== undefined) this.#nextAt = Math.max(this.#nextAt, now - CATCH_UP_MS) + 1000 / this.rate(now);
  }

  accepted(now: number): void {
    this.#accepted.push(now);
    this.#forget(now);
    this.#note(false);
  }

  /** `sentAt`: when the throttled request was sent. Requests already under way at the last decrease say nothing new. */
  throttled(now: number, sentAt: number, pauseMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    if (sentAt <= (this.#limit?.since ?? -Infinity)) return;
    this.#note(true);
    if (this.#answers.filter(Boolean).length <= this.#tolerated) return;
    this.#answers = [];
    this.#forget(now);
    const taken = this.#accepted.length;
    this.#limit = {
      since: now,
      rate: Math.max(FLOOR, taken * DECREASE),
      growth: Math.max(LEAST_INCREASE, taken * INCREASE),
    };
    this.#nextAt = now + 1000 / this.rate(now);
  }

  /** A refusal that may be for the pace counts as throttling amid accepted requests; true if it did. */
  throttledAmidOthers(now: number, sentAt: number): boolean {
    this.#forget(now);
    if (this.#accepted.length === 0) return false;
    this.throttled(now, sentAt, 0);
    return true;
  }

  #note(isThrottled: boolean): void {
    this.#answers.push(isThrottled);
    if (this.#answers.length > LOOKED_AT) this.#answers.shift();
  }

  #forget(now: number): void {
    while ((this.#accepted[0] ?? Infinity) <= now - 1000) this.#accepted.shift();
  }
}
