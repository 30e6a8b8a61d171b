import type { CaseOutcome } from "./case-runner.ts";

/** Answers that did not come again are let be up to one in so many requests. */
const ONE_IN = 50;
/** Outcomes kept, so that memory does not grow with a server that fails all the time. */
const KEPT = 64;

/** Failures of the server that a second look did not see again: chance, unless there are too many of them. */
export class Chance {
  readonly #kept: CaseOutcome[] = [];
  #count = 0;

  add(outcome: CaseOutcome): void {
    this.#count += 1;
    if (this.#kept.length < KEPT) this.#kept.push(outcome);
  }

  /** The outcomes that count after all: none while they are few among the requests of the run. */
  tooMany(requests: number): readonly CaseOutcome[] {
    return this.#count > 1 && this.#count * ONE_IN > requests ? this.#kept : [];
  }
}
