/**
 * Remembers activation ids and codes, to notice one that is given twice; bounded, so that memory does not grow with
 * cases.
 */
export class ActivationMemory {
  readonly #seen = new Map<string, string>();
  readonly #limit: number;

  constructor(limit = 8_192) {
    this.#limit = limit;
  }

  /** The cluster that was given the value before, if any. */
  remember(value: string, cluster: string): string | undefined {
    const before = this.#seen.get(value);
    if (before === undefined && this.#seen.size < this.#limit) this.#seen.set(value, cluster);
    return before;
  }
}
