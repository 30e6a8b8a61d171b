import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ROOTS, SYNTAX } from "#generators/wire/wire-malformed.ts";
import type { WireVariant } from "#generators/wire/wire-variant.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";

/** Inputs as an operation has them: plain names, at least one. */
const INPUTS: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.oneof(fc.stringMatching(/^[a-zA-Z0-9 ]{0,8}$/), fc.integer(), fc.boolean()),
  { minKeys: 1, maxKeys: 4 },
);

const textOf = (variant: WireVariant, input: JsonObject): string => Buffer.from(variant.body?.(input) ?? []).toString();

const forAll = (check: (input: JsonObject) => void): void =>
  fc.assert(fc.property(INPUTS, check), { seed: 2, numRuns: 20 });

describe("whatever the input", () => {
  test.each(SYNTAX)("$key is no JSON", (variant) => {
    forAll((input) => expect(() => JSON.parse(textOf(variant, input)) as unknown).toThrow());
  });

  test.each(ROOTS)("$key is JSON, and no object", (variant) => {
    forAll((input) => expect(isJsonObject(JSON.parse(textOf(variant, input)))).toBe(false));
  });
});

test("each has a key of its own", () => {
  const keys = [...SYNTAX, ...ROOTS].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
