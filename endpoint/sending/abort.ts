/** What a pending send or sleep rejects with once its signal aborts. */
export function abortError(): DOMException {
  return new DOMException("The run was aborted.", "AbortError");
}

/**
 * An abort signal for thousands of waiters. It has a single listener on the signal, however many wait: a signal warns
 * of a leak from the eleventh listener on, and each listener costs a tenth of a request.
 */
export class AbortScope {
  readonly #signal: AbortSignal;
  readonly #waiters = new Set<() => void>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#abort(), { once: true });
  }

  get aborted(): boolean {
    return this.#signal.aborted;
  }

  add(waiter: () => void): void {
    this.#waiters.add(waiter);
  }

  delete(waiter: () => void): void {
    this.#waiters.delete(waiter);
  }

  #abort(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter();
  }
}

/** Settles as the promise does, unless the scope aborts first: then it rejects with `AbortError`. */
export function unlessAborted<Value>(promise: Promise<Value>, scope: AbortScope | undefined): Promise<Value> {
  if (scope === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortError());
    if (scope.aborted) onAbort();
    scope.add(onAbort);
    promise.then(resolve, reject).finally(() => scope.delete(onAbort));
  });
}
