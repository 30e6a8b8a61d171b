import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { smallRandom } from "#generators/random/small-random.ts";

test("draws lie below the bound, and the same seed draws the same", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 0x110000 }), (seed, bound) => {
      const [one, other] = [smallRandom(seed), smallRandom(seed)];
      for (let index = 0; index < 5; index += 1) {
        const drawn = one(bound);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
        expect(other(bound)).toBe(drawn);
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("every value below the bound comes", () => {
  const random = smallRandom(7);
  expect(new Set(Array.from({ length: 200 }, () => random(8))).size).toBe(8);
});
