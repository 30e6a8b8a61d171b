import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { plainWords } from "#generators/strings/plain-words.ts";
import { acceptedStrings } from "#generators/strings/string-space.ts";

const space = acceptedStrings({ type: "string", minLength: 1, maxLength: 20 });

test("words are distinct, plain, in the space, and the same for the same salt", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.string(), (count, salt) => {
      const words = plainWords(space, count, salt);
      expect(new Set(words).size).toBe(count);
      expect(words.every((word) => space.has(word) && /^[a-z0-9]+$/.test(word))).toBe(true);
      expect(plainWords(space, count, salt)).toEqual(words);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("a small space gives all it has", () => {
  const two = acceptedStrings({ type: "string", enum: ["a", "b"] });
  expect(plainWords(two, 5, "salt").sort()).toEqual(["a", "b"]);
});
