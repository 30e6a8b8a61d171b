import { Arbitrary, Stream, Value, type Random } from "fast-check";
import { drawSize } from "./drawn-size.ts";

export interface ListSizes {
  readonly min: number;
  readonly max: number;
}

/** Draws that give a key already taken are tried again this often. */
const ATTEMPTS = 20;

/**
 * Lists at full size. With `keyOf`, no two elements share a key; a list then stays shorter when its keys run out.
 * Shrinks to shorter lists first, halves before single elements, then element by element.
 */
export class ListArbitrary<T> extends Arbitrary<T[]> {
  readonly #item: Arbitrary<T>;
  readonly #sizes: ListSizes;
  readonly #keyOf: ((item: T) => string) | undefined;

  constructor(item: Arbitrary<T>, sizes: ListSizes, keyOf?: (item: T) => string) {
    super();
    this.#item = item;
    this.#sizes = sizes;
    this.#keyOf = keyOf;
  }

  override generate(random: Random, biasFactor: number | undefined): Value<T[]> {
    const size = drawSize(random, this.#sizes.min, this.#sizes.max);
    const items: Value<T>[] = [];
    const taken = new Set<string>();
    for (let failures = 0; items.length < size && failures < ATTEMPTS;) {
      const item = this.#item.generate(random, biasFactor);
      const key = this.#keyOf?.(item.value_);
      if (key !== undefined && taken.has(key)) failures += 1;
      else {
        if (key !== undefined) taken.add(key);
        items.push(item);
      }
    }
    return listOf(items);
  }

  override canShrinkWithoutContext(value: unknown): value is T[] {
    return (
      Array.isArray(value) &&
      value.length >= this.#sizes.min &&
      value.length <= this.#sizes.max &&
      value.every((item) => this.#item.canShrinkWithoutContext(item))
    );
  }

  override shrink(value: T[], context: unknown): Stream<Value<T[]>> {
    const items = Array.isArray(context) ? (context as Value<T>[]) : value.map((item) => new Value(item, undefined));
    return new Stream(this.#smaller(items)).map(listOf);
  }

  *#smaller(items: readonly Value<T>[]): IterableIterator<Value<T>[]> {
    const spare = items.length - this.#sizes.min;
    for (let cut = spare; cut > 0; cut = Math.floor(cut / 2)) {
      yield items.slice(cut);
      yield items.slice(0, items.length - cut);
    }
    if (spare > 0) for (const index of items.keys()) yield items.toSpliced(index, 1);
    for (const [index, item] of items.entries()) {
      for (const smaller of this.#item.shrink(item.value_, item.context)) {
        const changed = items.with(index, smaller);
        if (this.#areDistinct(changed)) yield changed;
      }
    }
  }

  #areDistinct(items: readonly Value<T>[]): boolean {
    const keyOf = this.#keyOf;
    return keyOf === undefined || new Set(items.map(({ value_ }) => keyOf(value_))).size === items.length;
  }
}

function listOf<T>(items: Value<T>[]): Value<T[]> {
  return new Value(
    items.map(({ value_ }) => value_),
    items,
  );
}
