import { expect, test } from "@jest/globals";
import { sortedText } from "../../../spec/json/sorted-text.ts";

test("the order of members says nothing, that of items does", () => {
  const one = { b: [{ y: 1, x: null }, "z"], a: {} };
  expect(sortedText(one)).toBe(sortedText({ a: {}, b: [{ x: null, y: 1 }, "z"] }));
  expect(sortedText(one)).toBe('{"a":{},"b":[{"x":null,"y":1},"z"]}');
  expect(sortedText([1, 2])).not.toBe(sortedText([2, 1]));
});
