import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { stringsOf, uniqueStringsOf, validString } from "#generators/random/valid-strings.ts";
import { acceptedStrings, lengthOf } from "#generators/strings/string-space.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const NAME = {
  type: "string",
  minLength: 1,
  maxLength: 100,
  pattern: "^[0-9A-Za-z][A-Za-z0-9\\-_]*",
  "x-unique": true,
} as const;
const SHORT = { type: "string", minLength: 2, maxLength: 4 } as const;

describe("valid strings", () => {
  test("satisfy their schema", () => {
    const validate = compileValidator(SHORT);
    fc.assert(fc.property(validString(SHORT, CONTEXT), (text) => validate(text).length === 0));
  });

  test("come in every length that is allowed", () => {
    const lengths = new Set(fc.sample(stringsOf(acceptedStrings(SHORT)), { seed: 1, numRuns: 200 }).map(lengthOf));
    expect([...lengths].sort()).toEqual([2, 3, 4]);
  });

  test("that must be unique carry the run, and no two are alike", () => {
    const drawn = fc.sample(uniqueStringsOf(acceptedStrings(NAME), CONTEXT), { seed: 1, numRuns: 500 });
    expect(drawn.filter((text) => !text.startsWith(CONTEXT.prefix))).toEqual([]);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test("of a schema that allows none are refused", () => {
    expect(() => validString({ type: "string", minLength: 2, maxLength: 1 }, CONTEXT)).toThrow("allows no value");
  });
});
