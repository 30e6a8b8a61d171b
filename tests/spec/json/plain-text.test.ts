import { expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import { plainText } from "#spec/json/plain-text.ts";

test.each<[JsonValue | undefined, string]>([
  ["a text", "a text"],
  [1.5, "1.5"],
  [null, "null"],
  [undefined, "undefined"],
  [{ toString: 1, valueOf: 2 }, '{"toString":1,"valueOf":2}'],
  [{ toJSON: 1 }, '{"toJSON":1}'],
  [[{ toString: null }], '[{"toString":null}]'],
])("%j is told without asking it", (value, text) => {
  expect(plainText(value)).toBe(text);
});

test("what is long is cut, texts are not", () => {
  expect(plainText(["x".repeat(5000)])).toHaveLength(2001);
  expect(plainText("x".repeat(5000))).toHaveLength(5000);
});
