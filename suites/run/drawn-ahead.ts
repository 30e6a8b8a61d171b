import type { Turns } from "../../endpoint/sending/turns.ts";

/** Cases are a few kilobytes each, mostly tags: a few megabytes in all. */
const DRAWN_AHEAD = 1_024;

/**
 * Draws items before they are asked for, one in each turn of the event loop that nobody else wants, so that drawing
 * falls into the pauses in which answers are awaited. Without turns each is drawn when it is asked for. The items and
 * their order are the source's, and what it throws comes in its place.
 */
export class DrawnAhead<T> implements Iterator<T, undefined> {
  readonly #source: Iterator<T>;
  /** Items kept at most, so that memory does not grow with what the source has. */
  readonly #limit: number;
  #kept: T[] = [];
  /** Place of the next one among those kept. */
  #next = 0;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  readonly #turns: Turns | undefined;
  #callOff: (() => void) | undefined;

  constructor(source: Iterable<T>, turns: Turns | undefined, limit = DRAWN_AHEAD) {
    this.#source = source[Symbol.iterator]();
    this.#turns = turns;
    this.#limit = limit;
    this.#drawLater();
  }

  next(): IteratorResult<T, undefined> {
    if (this.#next === this.#kept.length) this.#draw();
    const { length } = this.#kept;
    if (this.#next < length) {
      const value = this.#kept[this.#next] as T;
      this.#next += 1;
      if (this.#next * 2 > length) this.#forget();
      this.#drawLater();
      return { done: false, value };
    }
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure.error;
    return { done: true, value: undefined };
  }

  /** Nothing more is drawn ahead. */
  stop(): void {
    this.#ended = true;
    this.#callOff?.();
  }

  #forget(): void {
    this.#kept = this.#kept.slice(this.#next);
    this.#next = 0;
  }

  #draw(): void {
    if (this.#ended) return;
    try {
      const drawn = this.#source.next();
      if (drawn.done === true) this.#ended = true;
      else this.#kept.push(drawn.value);
    } catch (error) {
      this.#ended = true;
      this.#failure = { error };
    }
  }

  #drawLater(): void {
    if (this.#callOff !== undefined || this.#ended || this.#kept.length - this.#next >= this.#limit) return;
    this.#callOff = this.#turns?.spare(() => {
      this.#callOff = undefined;
      this.#draw();
      this.#drawLater();
    });
  }
}
