import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { StringArbitrary } from "#generators/random/string-arbitrary.ts";

const words = new StringArbitrary(
  (random) => "xY9é".repeat(random.nextInt(1, 20)),
  (text) => text.length >= 3,
);

test("a counter-example shrinks to the shortest and plainest of its class", () => {
  const { counterexample } = fc.check(
    fc.property(words, (text) => text.length < 5),
    { seed: 1, numRuns: 100 },
  );
  expect(counterexample).toEqual(["aaaaa"]);
});

test("nothing outside the class is shrunk to", () => {
  const smaller = [...words.shrink("xY9éxY9é")].map(({ value }) => value);
  expect(smaller.filter((text) => text.length < 3)).toEqual([]);
});
