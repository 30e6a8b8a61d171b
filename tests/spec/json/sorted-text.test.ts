import { expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { sortedText } from "#spec/json/sorted-text.ts";

test("the order of members says nothing, that of items does", () => {
  const one = { b: [{ y: 1, x: null }, "z"], a: {} };
  expect(sortedText(one)).toBe(sortedText({ a: {}, b: [{ x: null, y: 1 }, "z"] }));
  expect(sortedText(one)).toBe('{"a":{},"b":[{"x":null,"y":1},"z"]}');
  expect(sortedText([1, 2])).not.toBe(sortedText([2, 1]));
});

test("what is nested too deeply is told as such", () => {
  let deep: JsonValue = 1;
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
  expect(sortedText(deep)).toBe(jsonText(deep));
});
