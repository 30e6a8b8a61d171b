import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { nearestNumber } from "#generators/strings/nearest-number.ts";

test("finds what a search of all candidates finds", () => {
  const candidates = fc.uniqueArray(fc.integer({ min: 0, max: 30 }));
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 35 }), candidates, (wanted, allowed) => {
      const found = nearestNumber(wanted, 0, 30, (candidate) => allowed.includes(candidate));
      const least = Math.min(...allowed.map((candidate) => Math.abs(candidate - wanted)));
      expect(found === undefined ? Infinity : Math.abs(found - wanted)).toBe(least);
    }),
    { seed: 1, numRuns: 200 },
  );
});
