/** Counts something scarce, such as clusters alive. First come, first served; several can be taken in one step. */
export class Semaphore {
  #free: number;
  readonly #total: number;
  readonly #queue: { readonly count: number; readonly grant: () => void }[] = [];

  constructor(total: number) {
    this.#free = total;
    this.#total = total;
  }

  /**
   * Resolves to a function that releases them. Asking for more than the total is reduced to it, so that it can be
   * granted; asking for none never waits.
   */
  async acquire(wanted: number): Promise<() => void> {
    const count = Math.min(wanted, this.#total);
    if (count === 0 || (this.#queue.length === 0 && this.#free >= count)) this.#free -= count;
    else await new Promise<void>((grant) => this.#queue.push({ count, grant }));
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#free += count;
      this.#grantNext();
    };
  }

  #grantNext(): void {
    for (let next = this.#queue[0]; next !== undefined && this.#free >= next.count; next = this.#queue[0]) {
      this.#queue.shift();
      this.#free -= next.count;
      next.grant();
    }
  }
}
