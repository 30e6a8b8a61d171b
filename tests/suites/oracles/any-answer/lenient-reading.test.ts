import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { classify } from "../../../../suites/oracles/request/expectation.ts";
import { lenientReading } from "../../../../suites/oracles/any-answer/lenient-reading.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { contract, register } from "../../bundled-contract.ts";

const VALID: JsonObject = {
  name: "a",
  connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/r", provider: "GKE" },
};

function readingOf(change: JsonObject): string | undefined {
  const request = encodeInput(register, { ...VALID, ...change });
  return request === undefined ? undefined : lenientReading(classify(contract, request));
}

describe("a request that the contract forbids may be allowed by another reading", () => {
  test.each([[7], [1.5], [true]])("%j for a text is a scalar taken for its text", (name) => {
    expect(readingOf({ name })).toBe("a scalar taken for its text");
  });

  test.each(["a.b", "a!!!", "a b", "a\n"])("the pattern as printed finds a match in %j", (name) => {
    expect(readingOf({ name })).toBe("the pattern as printed finds a match");
  });
});

describe("no reading allows", () => {
  test.each([[["a"]], [{}], ["-a"], ["_a"], [""], ["ä"], ["a".repeat(101)]])("the name %j", (name) => {
    expect(readingOf({ name })).toBeUndefined();
  });

  test("a null among the tags", () => {
    expect(readingOf({ tags: { a: null } })).toBeUndefined();
  });

  test("one fault that has a reading beside one that has none", () => {
    expect(readingOf({ name: 7, tags: { "": "x" } })).toBeUndefined();
  });
});
