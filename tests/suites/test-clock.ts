import type { Clock } from "../../suites/session/run-context.ts";
import { STARTED_AT } from "./answers.ts";

/** A clock on which only waiting takes time. */
export class TestClock implements Clock {
  #time = STARTED_AT;
  /** What was slept, in order, in milliseconds. */
  readonly naps: number[] = [];

  now = (): number => this.#time;

  advance(ms: number): void {
    this.#time += ms;
  }

  sleep(ms: number): Promise<void> {
    this.naps.push(ms);
    this.#time += ms;
    return Promise.resolve();
  }
}
