import type { Clock } from "#endpoint/clock.ts";
import { abortError, type AbortScope } from "#endpoint/sending/abort.ts";

/** 2031-03-14T09:26:53Z: any moment will do, but always the same one. */
const START = Date.UTC(2031, 2, 14, 9, 26, 53);

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/**
 * A clock on which nothing takes time but what is slept and what is told. When nobody can go on, whoever wakes first
 * wakes at once, so that pauses, timeouts and lags keep their order and cost nothing.
 */
export class VirtualClock implements Clock {
  #time: number;
  #sleepers: Sleeper[] = [];
  #draws = 0;
  #woken = false;

  constructor(start = START) {
    this.#time = start;
  }

  now = (): number => this.#time;

  epoch = (): number => this.#time;

  /** Evenly spread, and the same in every run. */
  random = (): number => {
    this.#draws += 1;
    return (this.#draws * GOLDEN_RATIO) % 1;
  };

  advance(ms: number): void {
    this.#time += ms;
  }

  sleep(ms: number, scope?: AbortScope): Promise<void> {
    return new Promise((resolve, reject) => {
      if (scope?.aborted) return reject(abortError());
      const sleeper = { wakesAt: this.#time + ms, wake: () => (scope?.delete(onAbort), resolve()) };
      const onAbort = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(abortError());
      };
      scope?.add(onAbort);
      this.#sleepers.push(sleeper);
      this.#wakeLater();
    });
  }

  // Promise jobs all run before the next turn of the event loop: by then, whoever can go on has.
  #wakeLater(): void {
    if (this.#woken || this.#sleepers.length === 0) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      if (this.#sleepers.length === 0) return;
      const next = this.#sleepers.reduce((first, other) => (other.wakesAt < first.wakesAt ? other : first));
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      this.#time = Math.max(this.#time, next.wakesAt);
      next.wake();
      this.#wakeLater();
    });
  }
}

const GOLDEN_RATIO = 0.618_033_988_749_895;
