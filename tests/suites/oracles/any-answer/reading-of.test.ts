import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import { readingOf } from "#suites/oracles/any-answer/reading-of.ts";
import { encodeInput } from "#protocol/encode.ts";
import { contract, register } from "#tests/suites/bundled-contract.ts";

const VALID: JsonObject = {
  name: "a",
  connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/r", provider: "GKE" },
};

function wordsFor(change: JsonObject): string | undefined {
  const request = encodeInput(register, { ...VALID, ...change });
  return request === undefined ? undefined : readingOf(classify(contract, request))?.words;
}

describe("a request that the contract forbids may come of another reading", () => {
  test.each([[7], [1.5], [true]])("%j for a text is a scalar read as a string", (name) => {
    expect(wordsFor({ name })).toBe("a scalar read as a string");
  });

  test.each(["a.b", "a!!!", "a b", "a\n"])("the pattern as printed finds a match in %j", (name) => {
    expect(wordsFor({ name })).toBe("the pattern searched for, where the whole string must match it");
  });
});

describe("no reading allows", () => {
  test.each([[["a"]], [{}], ["-a"], ["_a"], [""], ["ä"], ["a".repeat(101)]])("the name %j", (name) => {
    expect(wordsFor({ name })).toBeUndefined();
  });

  test("a null among the tags", () => {
    expect(wordsFor({ tags: { a: null } })).toBeUndefined();
  });

  test("one fault that has a reading beside one that has none", () => {
    expect(wordsFor({ name: 7, tags: { "": "x" } })).toBeUndefined();
  });
});
