/**
 * Keeps the registrations of a run within its limit whatever the endpoint accepts: each case reserves what it may
 * create, one at least, since a request that must be refused may be accepted.
 */
export class RegistrationAccount {
  readonly #limit: number;
  readonly #spent: () => number;
  readonly #waiting: (() => void)[] = [];
  #reserved = 0;

  /** `spent`: registrations so far that succeeded, or may have. */
  constructor(limit: number, spent: () => number) {
    this.#limit = limit;
    this.#spent = spent;
  }

  /** Resolves to the release, or to undefined when the limit has no room for so many and will have none. */
  async reserve(count: number): Promise<(() => void) | undefined> {
    while (this.#spent() + this.#reserved + count > this.#limit) {
      if (this.#reserved === 0) return undefined;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#reserved += count;
    return () => {
      this.#reserved -= count;
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }
}
