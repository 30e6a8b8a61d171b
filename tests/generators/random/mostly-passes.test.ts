import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { mostlyPasses } from "#generators/random/mostly-passes.ts";

test("tells what a whole sample would tell", () => {
  const arbitrary = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 40 }), (bound, probes) => {
      const passes = (value: number) => value < bound;
      const passing = fc.sample(arbitrary, { seed: 1, numRuns: probes }).filter(passes).length;
      expect(mostlyPasses(arbitrary, passes, probes)).toBe(passing * 4 >= probes);
    }),
  );
});

test("where all passes, a quarter is drawn", () => {
  let drawn = 0;
  const arbitrary = fc.nat().map((value) => {
    drawn += 1;
    return value;
  });
  expect(mostlyPasses(arbitrary, () => true, 32)).toBe(true);
  expect(drawn).toBe(8);
});
