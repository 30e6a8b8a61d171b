import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { patternBreaks } from "#generators/random/pattern-breaks.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const NAME = { type: "string", pattern: "[0-9A-Za-z][A-Za-z0-9_-]*", minLength: 1, maxLength: 30 } as const;

test("every string breaks the pattern and nothing else", () => {
  const arbitrary = patternBreaks(NAME, CONTEXT) ?? fc.constant("");
  const validate = compileValidator(NAME);
  const broken = fc
    .sample(arbitrary, { seed: 1, numRuns: 300 })
    .map((text) => validate(text).map(({ keyword }) => keyword));
  expect(broken).toEqual(broken.map(() => ["pattern"]));
});

test("a pattern that allows all has none", () => {
  expect(patternBreaks({ type: "string", pattern: "[^]*" }, CONTEXT)).toBeUndefined();
});
