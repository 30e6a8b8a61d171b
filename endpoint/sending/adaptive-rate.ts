/** Requests a second below which throttling never pushes. */
const FLOOR = 1;
/** What is left of the rate that an endpoint took when it throttles. */
const DECREASE = 0.7;
/** Share of that rate by which it grows again each second, and requests a second by which it grows at least. */
const INCREASE = 0.05;
const LEAST_INCREASE = 1;
/** A throttled answer with no other this long before it says nothing of a rate. */
const ALONE_MS = 1_000;
/** How far the schedule may lag behind before the requests it would have allowed are forgone. */
const CATCH_UP_MS = 50;

/** The rate right after a decrease, and by how much it grows each second from then on. */
interface RateLimit {
  readonly since: number;
  readonly rate: number;
  readonly growth: number;
}

/**
 * Learns the rate an endpoint accepts: unlimited until it throttles, then a share of what it took in the second before,
 * growing steadily while nothing is throttled (additive increase, multiplicative decrease).
 */
export class AdaptiveRate {
  /** When the requests of the last second were accepted. */
  readonly #accepted: number[] = [];
  #limit: RateLimit | undefined;
  #nextAt = -Infinity;
  #pausedUntil = -Infinity;
  #throttledAt = -Infinity;

  /** Requests a second allowed at that time. */
  rate(now: number): number {
    if (this.#limit === undefined) return Infinity;
    const { since, rate, growth } = this.#limit;
    return rate + (growth * (now - since)) / 1000;
  }

  /** Milliseconds until one more may leave, 0 or less when it may now. */
  waitMs(now: number): number {
    return Math.max(this.#nextAt, this.#pausedUntil) - now;
  }

  sent(now: number): void {
    if (this.#limit !== undefined) this.#nextAt = Math.max(this.#nextAt, now - CATCH_UP_MS) + 1000 / this.rate(now);
  }

  accepted(now: number): void {
    this.#accepted.push(now);
    this.#forget(now);
  }

  /** `sentAt`: when the throttled request left. Those already under way at the last decrease say nothing new. */
  throttled(now: number, sentAt: number, pauseMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    const alone = now - this.#throttledAt > ALONE_MS;
    this.#throttledAt = now;
    if (alone || sentAt <= (this.#limit?.since ?? -Infinity)) return;
    this.#forget(now);
    const taken = this.#accepted.length;
    this.#limit = {
      since: now,
      rate: Math.max(FLOOR, taken * DECREASE),
      growth: Math.max(LEAST_INCREASE, taken * INCREASE),
    };
    this.#nextAt = now + 1000 / this.rate(now);
  }

  #forget(now: number): void {
    while ((this.#accepted[0] ?? Infinity) <= now - 1000) this.#accepted.shift();
  }
}
