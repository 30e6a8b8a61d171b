import { abortError, type AbortScope } from "../../endpoint/sending/abort.ts";
import type { Clock } from "../../endpoint/clock.ts";

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/** More turns of the event loop than any code under test waits for. */
const IDLE_TURNS = 10;

/** A clock whose time passes only while everything waits for it; chance comes from a small seeded generator. */
export class FakeClock implements Clock {
  #time: number;
  #timers: Timer[] = [];
  #seed: number;

  constructor({ time = 1_000_000, seed = 1 }: { time?: number; seed?: number } = {}) {
    this.#time = time;
    this.#seed = seed;
  }

  now(): number {
    return this.#time;
  }

  epoch(): number {
    return this.#time;
  }

  random(): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }

  sleep(ms: number, scope?: AbortScope): Promise<void> {
    return new Promise((resolve, reject) => {
      if (scope?.aborted) return reject(abortError());
      const timer = { at: this.#time + Math.max(0, ms), wake: () => (scope?.delete(fail), resolve()) };
      const fail = () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(abortError());
      };
      scope?.add(fail);
      this.#timers.push(timer);
    });
  }

  /** Waits for a promise, moving on to the next timer whenever nothing else is left to do. */
  async run<Result>(promise: Promise<Result>): Promise<Result> {
    let settled = false;
    const done = () => {
      settled = true;
    };
    promise.then(done, done);
    for (let idleTurns = 0; idleTurns < IDLE_TURNS; idleTurns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return promise;
      if (this.#advance()) idleTurns = 0;
    }
    throw new Error("Nothing is left to wait for, and the promise has not settled.");
  }

  #advance(): boolean {
    if (this.#timers.length === 0) return false;
    const next = this.#timers.reduce((first, timer) => (timer.at < first.at ? timer : first));
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#time = Math.max(this.#time, next.at);
    next.wake();
    return true;
  }
}
