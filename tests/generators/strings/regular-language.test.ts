import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { codePoints, complement, intersection, stringLanguage } from "#generators/strings/regular-language.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";

const SCHEMAS: readonly (readonly [string, JsonSchema])[] = [
  ["a pattern", { type: "string", pattern: "^[ab]+$" }],
  ["lengths", { type: "string", minLength: 1, maxLength: 2 }],
  ["an enum", { enum: ["a", "bb", 7] }],
  ["a const", { const: "ab" }],
  ["what another schema is not", { type: "string", not: { type: "string", pattern: "^a" } }],
  [
    "any of two",
    {
      anyOf: [
        { type: "string", maxLength: 0 },
        { type: "string", pattern: "^b" },
      ],
    },
  ],
  [
    "all of two",
    {
      allOf: [
        { type: "string", minLength: 2 },
        { type: "string", pattern: "b$" },
      ],
    },
  ],
  ["no string at all", { type: "number" }],
];

/** Short texts over an alphabet in which the schemas differ. */
const TEXT = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }).map((letters) => letters.join(""));

describe("the language of a schema", () => {
  test.each(SCHEMAS)("holds just the strings that %s accepts", (_what, schema) => {
    const language = stringLanguage(schema);
    const validate = compileValidator(schema);
    fc.assert(fc.property(TEXT, (text) => language.test(codePoints(text)) === (validate(text).length === 0)));
  });

  test.each(SCHEMAS)("and its complement share nothing: %s", (_what, schema) => {
    const language = stringLanguage(schema);
    expect(intersection([language, complement(language)]).isEmpty).toBe(true);
  });
});
