import { expect, test } from "@jest/globals";
import { pathLabel, percentEncoded } from "#protocol/path-label.ts";

test.each([
  ["plain-Name_1", "plain-Name_1"],
  [".", "%2E"],
  ["..", "%2E%2E"],
  ["...", "..."],
  ["a/b", "a%2Fb"],
  ["a b?c#d", "a%20b%3Fc%23d"],
  ["%2E", "%252E"],
  ["caf\u00e9", "caf%C3%A9"],
  ["\u0000\n", "%00%0A"],
  ["!'()*", "%21%27%28%29%2A"],
  ["\ud83d\udc4d", "%F0%9F%91%8D"],
  ["\ud800", "%EF%BF%BD"],
  ["", ""],
])("%j is one segment", (name, segment) => expect(pathLabel(name)).toBe(segment));

test("dots of a query value mean nothing, so they stay", () => {
  expect(percentEncoded("..")).toBe("..");
});
