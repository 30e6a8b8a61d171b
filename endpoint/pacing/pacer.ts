import { abortError, AbortScope } from "#endpoint/sending/abort.ts";
import { AdaptiveRate, TOLERATED } from "./adaptive-rate.ts";
import type { Clock } from "#endpoint/clock.ts";

/** By how many milliseconds requests may reach the endpoint closer together than they were sent. */
export const ARRIVAL_JITTER_MS = 100;

/** Limits the requests in any second as the endpoint sees it, with a ring of the latest send times. */
class SlidingWindow {
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

/** What an answer shows of how many requests a target can have in flight. */
interface AnswerTime {
  /** Milliseconds from the request to its answer. */
  readonly ms: number;
  /** Requests in flight when it came, this one included. */
  readonly inFlight: number;
}

interface LimitBounds {
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

export interface PacerOptions {
  /** The most requests in flight. */
  readonly concurrency: number;
  /** Milliseconds for one response: if answers take long in comparison, fewer requests are in flight. */
  readonly timeoutMs: number;
  /** The most requests in any one second; absent: no limit of ours. */
  readonly rps?: number;
  readonly clock: Clock;
}

interface QueuedRequest {
  readonly go: () => void;
  readonly fail: () => void;
}

/** Decides when a request may be sent. Shared by everything sent to one endpoint; retries go before first attempts. */
export class Pacer {
  readonly #bounds: LimitBounds;
  readonly #clock: Clock;
  readonly #window: SlidingWindow | undefined;
  #adaptive: AdaptiveRate;
  readonly #retries: QueuedRequest[] = [];
  readonly #fresh: QueuedRequest[] = [];
  readonly #closed = new AbortController();
  readonly #closing = new AbortScope(this.#closed.signal);
  #inFlight = 0;
  /** The most requests in flight for now. */
  #limit: number;
  #sleeping = false;

  constructor({ concurrency, timeoutMs, rps, clock }: PacerOptions) {
    this.#bounds = { most: concurrency, timeoutMs };
    this.#limit = concurrency;
    this.#clock = clock;
    this.#window = rps === undefined ? undefined : new SlidingWindow(rps);
    this.#adaptive = this.#unlearnt();
  }

  /** Resolves when the request may be sent, or rejects with `AbortError`. */
  acquire(isRetry: boolean, scope: AbortScope | undefined): Promise<void> {
    const queue = isRetry ? this.#retries : this.#fresh;
    return new Promise((resolve, reject) => {
      if (scope?.aborted) return reject(abortError());
      const waiter: QueuedRequest = {
        go: () => {
          scope?.delete(waiter.fail);
          resolve();
        },
        fail: () => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(abortError());
        },
      };
      scope?.add(waiter.fail);
      queue.push(waiter);
      this.#pump();
    });
  }

  /** The request that `acquire` admitted has its answer, so another may be sent. */
  release(): void {
    this.#inFlight -= 1;
    this.#pump();
  }

  /** A request has its answer, whatever it says, so many milliseconds after it was sent. */
  answered(ms: number): void {
    this.#limit = afterAnswer(this.#limit, { ms, inFlight: this.#inFlight }, this.#bounds);
  }

  accepted(): void {
    this.#adaptive.accepted(this.#clock.now());
  }

  /** The request sent at `sentAt` was throttled; the endpoint asked for a pause of so many milliseconds. */
  throttled(sentAt: number, pauseMs: number): void {
    this.#adaptive.throttled(this.#clock.now(), sentAt, pauseMs);
  }

  /** The request sent at `sentAt` was refused, perhaps for the pace; true if others were accepted meanwhile. */
  throttledAmidOthers(sentAt: number): boolean {
    return this.#adaptive.throttledAmidOthers(this.#clock.now(), sentAt);
  }

  /** What was learnt of the endpoint's pace does not hold. */
  forget(): void {
    this.#adaptive = this.#unlearnt();
    this.#pump();
  }

  /** A pace that was set is one at which nothing should be throttled, such as in an account that others use, too. */
  #unlearnt(): AdaptiveRate {
    return new AdaptiveRate(this.#window === undefined ? TOLERATED : 0);
  }

  /** Ends waiting: whoever waits is rejected with `AbortError`. */
  close(): void {
    this.#closed.abort();
    for (const waiter of [...this.#retries, ...this.#fresh]) waiter.fail();
  }

  #pump(): void {
    while (this.#inFlight < this.#limit && this.#retries.length + this.#fresh.length > 0) {
      const now = this.#clock.now();
      const wait = Math.max(this.#window?.waitMs(now) ?? 0, this.#adaptive.waitMs(now));
      if (wait > 0) return this.#pumpAfter(wait);
      this.#inFlight += 1;
      this.#window?.sent(now);
      this.#adaptive.sent(now);
      (this.#retries.shift() ?? this.#fresh.shift())?.go();
    }
  }

  #pumpAfter(ms: number): void {
    if (this.#sleeping) return;
    this.#sleeping = true;
    const wake = () => {
      this.#sleeping = false;
      this.#pump();
    };
    this.#clock.sleep(Math.ceil(ms), this.#closing).then(wake, () => undefined);
  }
}
