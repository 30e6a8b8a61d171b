/** Requests a second below which throttling never pushes. */
const FLOOR = 1;
/** Constants of CUBIC congestion control (RFC 9438 sections 4.1 and 4.6), as the AWS SDKs' adaptive mode has them. */
const BETA = 0.7;
const C = 0.4;
/** A throttled answer with no other this long before it says nothing of a rate. */
const ALONE_MS = 1_000;
/** How far the schedule may lag behind before the requests it would have allowed are forgone. */
const CATCH_UP_MS = 50;

/**
 * Learns the rate an endpoint accepts: unlimited until it throttles, then a share of what it took in the second before,
 * growing back to that along a cubic curve, lingering there, and on past it while nothing is throttled.
 */
export class AdaptiveRate {
  readonly #accepted = new SecondCounter();
  #limited = false;
  #ceiling = 0;
  #nextAt = -Infinity;
  #pausedUntil = -Infinity;
  #decreasedAt = -Infinity;
  #throttledAt = -Infinity;

  /** Requests a second allowed at that time. */
  rate(now: number): number {
    if (!this.#limited) return Infinity;
    const inflection = Math.cbrt((this.#ceiling * (1 - BETA)) / C);
    const seconds = (now - this.#decreasedAt) / 1000;
    return Math.max(FLOOR, C * (seconds - inflection) ** 3 + this.#ceiling);
  }

  /** Milliseconds until one more may leave, 0 or less when it may now. */
  waitMs(now: number): number {
    return Math.max(this.#nextAt, this.#pausedUntil) - now;
  }

  sent(now: number): void {
    if (this.#limited) this.#nextAt = Math.max(this.#nextAt, now - CATCH_UP_MS) + 1000 / this.rate(now);
  }

  accepted(now: number): void {
    this.#accepted.add(now);
  }

  /** `sentAt`: when the throttled request left. Those already under way at the last decrease say nothing new. */
  throttled(now: number, sentAt: number, pauseMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    const alone = now - this.#throttledAt > ALONE_MS;
    this.#throttledAt = now;
    if (alone || sentAt <= this.#decreasedAt) return;
    this.#limited = true;
    this.#decreasedAt = now;
    this.#ceiling = Math.max(FLOOR, this.#accepted.count(now));
    this.#nextAt = now + 1000 / this.rate(now);
  }
}

/** Events of the last second, in ten slots. */
class SecondCounter {
  readonly #slots = new Float64Array(10);
  #slot = 0;

  add(now: number): void {
    this.#advance(now);
    const index = this.#slot % 10;
    this.#slots[index] = (this.#slots[index] ?? 0) + 1;
  }

  count(now: number): number {
    this.#advance(now);
    return this.#slots.reduce((sum, slot) => sum + slot, 0);
  }

  #advance(now: number): void {
    const slot = Math.floor(now / 100);
    if (slot - this.#slot >= 10) this.#slots.fill(0);
    else for (let passed = this.#slot + 1; passed <= slot; passed += 1) this.#slots[passed % 10] = 0;
    this.#slot = Math.max(slot, this.#slot);
  }
}
