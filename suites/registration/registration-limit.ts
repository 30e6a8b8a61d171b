/**
 * Keeps the registrations of a run within its limit, whatever the endpoint accepts: each case reserves what it may
 * create, at least one, since a request that must be refused may be accepted.
 */
export class RegistrationAccount {
  readonly #limit: number;
  readonly #spent: () => number;
  readonly #waiting: (() => void)[] = [];
  #reserved = 0;

  /** `spent`: how many registrations have succeeded, or may have. */
  constructor(limit: number, spent: () => number) {
    this.#limit = limit;
    this.#spent = spent;
  }

  /** Resolves to a function that releases them, or to undefined if the limit has no room for so many and never will. */
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
