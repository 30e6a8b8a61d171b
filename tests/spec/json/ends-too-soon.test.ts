import { expect, test } from "@jest/globals";
import { endsTooSoon } from "#spec/json/ends-too-soon.ts";

const WHOLE = JSON.stringify({ cluster: { name: 'a "b" {', tags: { "é]": "\\" }, list: [1, { x: "" }] } });

test("a JSON object that is cut anywhere ends too soon", () => {
  const parts = Array.from({ length: WHOLE.length - 1 }, (_, at) => WHOLE.slice(0, at + 1));
  // Where a string is cut behind a bracket, nobody can tell it from one with a quotation mark too many.
  const isUnclear = (part: string): boolean => /"[^"]*[\]}]$/.test(part);
  expect(parts.filter((part) => !isUnclear(part) && !endsTooSoon(part))).toEqual([]);
  expect(parts.filter((part) => !isUnclear(part)).length).toBeGreaterThan(40);
});

test.each([WHOLE, "{'a':1}", '{"message":"5" wide"}', '{"message":"he said "no""}', "<html>", "", '{"a":1}}', "nul"])(
  "%s does not end too soon",
  (text) => expect(endsTooSoon(text)).toBe(false),
);
