/** One case at a time per cluster name: short names, such as "a", come up in more than one case. */
export class NameLocks {
  readonly #tails = new Map<string, Promise<void>>();

  /** Resolves once nobody else holds the name; call the result to release it. */
  async acquire(name: string): Promise<() => void> {
    const before = this.#tails.get(name);
    let release = (): void => undefined;
    const mine = new Promise<void>((resolve) => (release = resolve));
    const tail = (before ?? Promise.resolve()).then(() => mine);
    this.#tails.set(name, tail);
    await before;
    return () => {
      release();
      if (this.#tails.get(name) === tail) this.#tails.delete(name);
    };
  }
}
