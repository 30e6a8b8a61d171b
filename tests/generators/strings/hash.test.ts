import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { hashHex, hashNumber, hashSeed } from "#generators/strings/hash.ts";

test("parts are kept apart", () => {
  expect(hashHex("ab", "c")).not.toBe(hashHex("a", "bc"));
});

test("a number and its digits are one hash", () => {
  fc.assert(
    fc.property(fc.string(), (part) => hashNumber(part) === BigInt(`0x${hashHex(part)}`)),
    { seed: 1, numRuns: 100 },
  );
});

test("seeds are whole numbers of 32 bits with a sign", () => {
  fc.assert(
    fc.property(fc.string(), (part) => (hashSeed(part) | 0) === hashSeed(part)),
    { seed: 1, numRuns: 100 },
  );
});
