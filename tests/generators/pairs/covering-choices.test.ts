import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { choicesOfEachClass, coveringChoices } from "#generators/pairs/covering-choices.ts";
import type { Choice, Factor } from "#generators/pairs/factor.ts";

const CLASSES = ["a", "b", "c", "d", "e"];
const factors: fc.Arbitrary<Factor[]> = fc
  .array(fc.integer({ min: 2, max: CLASSES.length }), { minLength: 2, maxLength: 6 })
  .map((sizes) => sizes.map((size, index) => ({ key: `/${index}`, classes: CLASSES.slice(0, size) })));

/** Every two classes of two factors. */
function pairsOf(of: readonly Factor[]): Choice[] {
  return of.flatMap(({ key, classes }, index) =>
    of
      .slice(index + 1)
      .flatMap((other) =>
        classes.flatMap((one) => other.classes.map((two): Choice => ({ [key]: one, [other.key]: two }))),
      ),
  );
}

function meets(choice: Choice, pair: Choice): boolean {
  return Object.entries(pair).every(([key, wanted]) => choice[key] === wanted);
}

test("every two classes of two factors meet in a choice", () => {
  fc.assert(
    fc.property(factors, (given) => {
      const choices = coveringChoices(given, () => true);
      expect(pairsOf(given).filter((pair) => !choices.some((choice) => meets(choice, pair)))).toEqual([]);
    }),
    { seed: 1, numRuns: 30 },
  );
});

test("choices are far fewer than combinations", () => {
  const given = Array.from({ length: 8 }, (_, index) => ({ key: `/${index}`, classes: CLASSES }));
  expect(coveringChoices(given, () => true).length).toBeLessThan(60);
});

test("a class that is not allowed by itself stands in none", () => {
  const given = [
    { key: "/a", classes: ["x", "y", "z"] },
    { key: "/b", classes: ["x", "y"] },
  ];
  const choices = coveringChoices(given, (choice) => choice["/a"] !== "y");
  expect(choices.map((choice) => choice["/a"])).not.toContain("y");
  expect(choices).toHaveLength(4);
});

test("one factor gives each of its classes once", () => {
  expect(coveringChoices([{ key: "/a", classes: ["x", "y"] }], () => true)).toEqual([{ "/a": "x" }, { "/a": "y" }]);
});

test("every class is in one of as many choices as the largest factor has classes", () => {
  fc.assert(
    fc.property(factors, (given) => {
      const choices = choicesOfEachClass(given, () => true);
      expect(choices).toHaveLength(Math.max(...given.map(({ classes }) => classes.length)));
      const missing = given.flatMap(({ key, classes }) =>
        classes.filter((each) => !choices.some((choice) => choice[key] === each)),
      );
      expect(missing).toEqual([]);
    }),
  );
});

test("of two classes that clash, a choice has one", () => {
  const clashing: Factor[] = ["/0", "/1"].map((key) => ({ key, classes: ["plain", "odd"] }));
  const allows = (choice: Choice): boolean => !(choice["/0"] === "odd" && choice["/1"] === "odd");
  expect(choicesOfEachClass(clashing, allows)).toEqual([{ "/0": "plain", "/1": "plain" }, { "/0": "odd" }]);
});
