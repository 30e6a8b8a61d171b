import { systemClock, type Clock } from "../clock.ts";

/** Turns of the event loop until undici has written a request to a connection that was just used. */
const TURNS_TO_WRITE = 2;

/** Milliseconds for which the event loop stays awake for an answer: to wake a thread that sleeps takes a share of that. */
const AWAKE_MS = 0.5;

/**
 * Turns of the event loop for work that may wait. Each piece gets one of its own, so that between two of them answers
 * are read and the requests behind them leave; none begins while a request waits to be written. Where answers come
 * within half a millisecond the loop does not go to sleep over one.
 */
export class Turns {
  /** First come, first served, each before any spare work. */
  readonly #awaited: (() => void)[] = [];
  readonly #spare = new Set<() => void>();
  readonly #clock: Pick<Clock, "now">;
  #untilWritten = 0;
  #awakeUntil = 0;
  #answersQuickly = false;
  #scheduled = false;

  constructor(clock: Pick<Clock, "now"> = systemClock) {
    this.#clock = clock;
  }

  /** A request goes to its connection now. */
  requestLeaves(): void {
    this.#untilWritten = TURNS_TO_WRITE;
    if (!this.#answersQuickly) return;
    this.#awakeUntil = this.#clock.now() + AWAKE_MS;
    this.#schedule();
  }

  /** An answer came so many milliseconds after its request left. */
  answerCame(ms: number): void {
    this.#answersQuickly = ms <= AWAKE_MS;
  }

  /** Resolves in a turn that nobody else has. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited.push(resolve);
      this.#schedule();
    });
  }

  /** Does the work in a turn for which nobody waits. Answers how to call it off. */
  spare(work: () => void): () => void {
    // Of its own, so that the same work asked for twice is done twice.
    const job = (): void => work();
    this.#spare.add(job);
    this.#schedule();
    return () => this.#spare.delete(job);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#scheduled = false;
    if (this.#untilWritten > 0) this.#untilWritten -= 1;
    else this.#give();
    if (this.#awaited.length > 0 || this.#spare.size > 0 || this.#clock.now() < this.#awakeUntil) this.#schedule();
  }

  #give(): void {
    const awaited = this.#awaited.shift();
    if (awaited !== undefined) return awaited();
    for (const job of this.#spare) {
      this.#spare.delete(job);
      return job();
    }
  }
}
