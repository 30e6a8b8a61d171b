/** Events of something that goes on, for any number of readers, each from the first event to the last. */
export class EventLog<T> implements AsyncIterable<T> {
  readonly #events: T[] = [];
  #state: { readonly done: false } | { readonly done: true; readonly error?: unknown } = { done: false };
  #waiting: (() => void)[] = [];

  append(event: T): void {
    this.#events.push(event);
    this.#wake();
  }

  end(): void {
    this.#state = { done: true };
    this.#wake();
  }

  /** Readers get what there is and then this error. */
  fail(error: unknown): void {
    this.#state = { done: true, error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (let next = 0; ;) {
      const events = this.#events.slice(next);
      next += events.length;
      yield* events;
      if (next < this.#events.length) continue;
      if (this.#state.done) {
        if ("error" in this.#state) throw this.#state.error;
        return;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
