import { expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { defaultsFinding } from "#suites/service/judging/made/judge-made.ts";

const defaults = { "/lid/open": true, "/size": 20, "/colours": ["red"] };

function gradeOf(shown: JsonObject, input: JsonObject = {}): string | undefined {
  return defaultsFinding({ defaults, input, shown, shows: "/box" })?.grade;
}

test.each([
  [{ lid: { open: true }, size: 20, colours: ["red"] }, "met"],
  [{ lid: { open: false }, size: 20, colours: ["red"] }, "missed"],
  [{ lid: { open: true }, size: 0, colours: ["red"] }, "missed"],
  [{ lid: { open: true }, size: 20, colours: [] }, "missed"],
  // What is left out, or null, is not said to be otherwise.
  [{ lid: { open: true }, size: null }, "tolerated"],
  [{}, "tolerated"],
  [{ size: 0 }, "missed"],
])("%j is %s", (shown, grade) => {
  expect(gradeOf(shown)).toBe(grade);
});

test("what was sent has no default", () => {
  expect(gradeOf({ lid: { open: false }, size: 20, colours: ["red"] }, { lid: { open: false } })).toBe("met");
  expect(gradeOf({}, { lid: { open: false }, size: 1, colours: [] })).toBeUndefined();
});
