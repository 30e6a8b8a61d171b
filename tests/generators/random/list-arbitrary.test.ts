import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ListArbitrary } from "#generators/random/list-arbitrary.ts";

const SIZES = { min: 2, max: 50 };
const distinct = new ListArbitrary(fc.nat({ max: 200 }), SIZES, String);

test("lists keep to their sizes, without two elements of one key", () => {
  fc.assert(
    fc.property(distinct, (list) => list.length >= 2 && list.length <= 50 && new Set(list).size === list.length),
    { seed: 1, numRuns: 200 },
  );
});

test("what a list shrinks to keeps to them too", () => {
  const [first] = fc.sample(fc.noBias(distinct), { seed: 3, numRuns: 1 });
  const smaller = [...distinct.shrink(first ?? [], undefined).take(200)].map(({ value }) => value);
  expect(smaller.every((list) => list.length >= 2 && new Set(list).size === list.length)).toBe(true);
});

test("a counter-example shrinks to the least that fails", () => {
  const { counterexample } = fc.check(
    fc.property(new ListArbitrary(fc.nat(), { min: 0, max: 50 }), (list) => list.length < 7),
    {
      seed: 1,
      numRuns: 200,
    },
  );
  expect(counterexample).toEqual([Array.from({ length: 7 }, () => 0)]);
});
