import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { drawSize } from "#generators/random/drawn-size.ts";

const size = fc.integer({ min: 0, max: 300 });
const limits = fc.tuple(size, size).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

test("sizes stay between the limits", () => {
  const drawn = fc
    .noShrink(limits)
    .chain(([min, max]) => new SizeArbitrary(min, max).map((each) => ({ min, max, each })));
  fc.assert(
    fc.property(drawn, ({ min, max, each }) => each >= min && each <= max),
    { seed: 1, numRuns: 300 },
  );
});

test("both limits come often", () => {
  const sizes = fc.sample(new SizeArbitrary(0, 256), { seed: 1, numRuns: 500 });
  expect(sizes.filter((each) => each === 0).length).toBeGreaterThan(30);
  expect(sizes.filter((each) => each === 256).length).toBeGreaterThan(25);
});

class SizeArbitrary extends fc.Arbitrary<number> {
  readonly #min: number;
  readonly #max: number;

  constructor(min: number, max: number) {
    super();
    this.#min = min;
    this.#max = max;
  }

  override generate(random: fc.Random): fc.Value<number> {
    return new fc.Value(drawSize(random, this.#min, this.#max), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is number {
    return typeof value === "number";
  }

  override shrink(): fc.Stream<fc.Value<number>> {
    return fc.Stream.nil();
  }
}
