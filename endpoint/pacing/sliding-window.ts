/** By how many milliseconds requests may reach the endpoint closer together than they were sent. */
export const ARRIVAL_JITTER_MS = 100;

/** Limits the requests in any second as the endpoint sees it, with a ring of the latest send times. */
export class SlidingWindow {
  readonly #times: Float64Array;
  readonly #windowMs: number;
  #next = 0;

  /** `rps` below one means one request every 1/rps seconds; above one, fractions are cut off. */
  constructor(rps: number) {
    this.#times = new Float64Array(Math.max(1, Math.floor(rps))).fill(-Infinity);
    this.#windowMs = Math.max(1000, 1000 / rps) + ARRIVAL_JITTER_MS;
  }

  /** Milliseconds until one more may be sent; 0 or less if it may be sent now. */
  waitMs(now: number): number {
    return (this.#times[this.#next] ?? 0) + this.#windowMs - now;
  }

  sent(now: number): void {
    this.#times[this.#next] = now;
    this.#next = (this.#next + 1) % this.#times.length;
  }
}
