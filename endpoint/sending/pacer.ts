import { abortError, AbortScope } from "./abort.ts";
import { AdaptiveRate } from "./adaptive-rate.ts";
import type { Clock } from "../clock.ts";
import { SlidingWindow } from "./sliding-window.ts";

export interface PacerOptions {
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Requests in any one second at most; absent for no limit of ours. */
  readonly rps?: number;
  readonly clock: Clock;
}

interface Waiter {
  readonly go: () => void;
  readonly fail: () => void;
  gone: boolean;
}

/** Decides when a request may leave. Shared by everything sent to one endpoint; retries go before first attempts. */
export class Pacer {
  readonly #concurrency: number;
  readonly #clock: Clock;
  readonly #window: SlidingWindow | undefined;
  readonly #adaptive = new AdaptiveRate();
  readonly #retries = new Queue<Waiter>();
  readonly #fresh = new Queue<Waiter>();
  readonly #closed = new AbortController();
  readonly #closing = new AbortScope(this.#closed.signal);
  #inFlight = 0;
  #sleeping = false;

  constructor({ concurrency, rps, clock }: PacerOptions) {
    this.#concurrency = concurrency;
    this.#clock = clock;
    this.#window = rps === undefined ? undefined : new SlidingWindow(rps);
  }

  /** Undefined when the request may leave at once; else resolves when it may, or rejects with `AbortError`. */
  acquire(isRetry: boolean, scope: AbortScope | undefined): Promise<void> | undefined {
    const now = this.#clock.now();
    if (this.#idle && this.#inFlight < this.#concurrency && this.#waitMs(now) <= 0) {
      this.#leave(now);
      return undefined;
    }
    return this.#enqueue(isRetry ? this.#retries : this.#fresh, scope);
  }

  /** The request that `acquire` let go has its answer; others may leave in its place. */
  release(): void {
    this.#inFlight -= 1;
    if (!this.#idle) this.#pump();
  }

  accepted(): void {
    this.#adaptive.accepted(this.#clock.now());
  }

  /** The request that left at `sentAt` was throttled; the endpoint asked for a pause of so many milliseconds. */
  throttled(sentAt: number, pauseMs: number): void {
    this.#adaptive.throttled(this.#clock.now(), sentAt, pauseMs);
  }

  /** Ends waiting: whoever waits is rejected with `AbortError`. */
  close(): void {
    this.#closed.abort();
    for (const queue of [this.#retries, this.#fresh]) {
      for (let waiter = queue.shift(); waiter !== undefined; waiter = queue.shift()) waiter.fail();
    }
  }

  get #idle(): boolean {
    return this.#retries.empty && this.#fresh.empty;
  }

  #waitMs(now: number): number {
    return Math.max(this.#window?.waitMs(now) ?? 0, this.#adaptive.waitMs(now));
  }

  #leave(now: number): void {
    this.#inFlight += 1;
    this.#window?.sent(now);
    this.#adaptive.sent(now);
  }

  #enqueue(queue: Queue<Waiter>, scope: AbortScope | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (scope?.aborted) return reject(abortError());
      const fail = () => {
        waiter.gone = true;
        reject(abortError());
      };
      const go = () => {
        scope?.delete(fail);
        resolve();
      };
      const waiter: Waiter = { go, fail, gone: false };
      scope?.add(fail);
      queue.push(waiter);
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#inFlight < this.#concurrency) {
      const queue = this.#next();
      if (queue === undefined) return;
      const now = this.#clock.now();
      const wait = this.#waitMs(now);
      if (wait > 0) return this.#pumpAfter(wait);
      this.#leave(now);
      queue.shift()?.go();
    }
  }

  /** The queue to serve, once waiters that were aborted have left its head. */
  #next(): Queue<Waiter> | undefined {
    for (const queue of [this.#retries, this.#fresh]) {
      while (queue.head?.gone) queue.shift();
      if (!queue.empty) return queue;
    }
    return undefined;
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

/** First in, first out, in constant time whatever its length. */
class Queue<Item> {
  #items: Item[] = [];
  #start = 0;

  get empty(): boolean {
    return this.#start === this.#items.length;
  }

  get head(): Item | undefined {
    return this.#items[this.#start];
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    const item = this.#items[this.#start];
    if (item === undefined) return undefined;
    this.#start += 1;
    if (this.#start > 1024 && this.#start * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
    return item;
  }
}
