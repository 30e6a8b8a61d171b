import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { smallRandom } from "#generators/random/small-random.ts";
import { acceptedStrings, lengthOf } from "#generators/strings/string-space.ts";
import { wordDrawer } from "#generators/strings/word-drawing.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";

const SCHEMAS: readonly JsonSchema[] = [
  { type: "string", pattern: "^[0-9A-Za-z][A-Za-z0-9\\-_]*", minLength: 1, maxLength: 100 },
  { type: "string", pattern: "(?:ab|cd)*e?", maxLength: 9 },
  { type: "string", pattern: "[^/]+@[^/]+", minLength: 5, maxLength: 20 },
  {
    type: "string",
    minLength: 1,
    maxLength: 128,
    "x-unspecified": [{ id: "a", when: { pattern: "aws:[^]*" }, note: "" }],
  },
  { type: "string", enum: ["one", "three", "", "😀"], maxLength: 4 },
  {
    type: "string",
    allOf: [{ pattern: "[a-z]*" }, { not: { pattern: "[^]*b[^]*" } }],
    anyOf: [{ minLength: 3 }, { const: "" }],
  },
];

describe.each(SCHEMAS)("the strings of %j", (schema) => {
  const space = acceptedStrings(schema);
  const validate = compileValidator(schema);
  const unspecified = (schema["x-unspecified"] ?? []).map(({ when }) => compileValidator(when));
  const isAccepted = (text: string) =>
    validate(text).length === 0 && unspecified.every((when) => when(text).length > 0);
  const lengths = Array.from({ length: 40 }, (_, length) => length);

  test("are those that its validator accepts", () => {
    const text = fc.oneof(fc.string({ unit: fc.constantFrom(..."abcde/@-1😀") }), fc.string({ unit: "binary" }));
    fc.assert(fc.property(text, (candidate) => space.has(candidate) === isAccepted(candidate)));
  });

  test("are drawn with exactly the length asked for", () => {
    const drawWord = wordDrawer(space.automaton);
    for (const length of lengths.filter((each) => space.hasLength(each))) {
      const word = drawWord(smallRandom(length), length);
      expect(lengthOf(word)).toBe(length);
      expect(isAccepted(word)).toBe(true);
    }
  });

  test("are numbered without repetition", () => {
    for (const length of lengths.slice(0, 8).filter((each) => space.hasLength(each))) {
      const count = Number(space.count(length)) > 200 ? 200 : Number(space.count(length));
      const words = Array.from({ length: count }, (_, rank) => space.word(BigInt(rank), length));
      expect(new Set(words).size).toBe(count);
      expect(words.every((word) => word !== undefined && isAccepted(word))).toBe(true);
    }
  });
});

test("length counts code points", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => lengthOf(text) === [...text].length));
  expect(lengthOf("\ud800a\udc00")).toBe(3);
});

test("a pattern that is no regular language is refused in one line", () => {
  expect(() => acceptedStrings({ type: "string", pattern: "(?=a)b" })).toThrow(
    /^The pattern \(\?=a\)b can't be turned into an automaton/,
  );
});
