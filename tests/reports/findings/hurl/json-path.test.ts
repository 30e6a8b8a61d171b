import { expect, test } from "@jest/globals";
import { jsonPath, jsonQuery } from "#reports/findings/hurl/json-path.ts";

test.each([
  ["an index, where nothing says otherwise", "/clusters/0/name", undefined, "$.clusters[0].name"],
  ["an index of a list", "/clusters/58", { clusters: [] }, "$.clusters[58]"],
  ["a name of an object", "/tags/58", { tags: { a: "b" } }, "$.tags['58']"],
])("digits are %s", (_what, pointer, answer, path) => {
  expect(jsonPath("$", pointer, answer)).toBe(path);
});

test("a name beyond U+FFFF stands as it is, since Hurl has no form for the halves of a pair", () => {
  expect(jsonPath("$", "/tags/\u{2070e}a")).toBe("$.tags['\u{2070e}a']");
  expect(jsonQuery("/tags/it's\n")).toContain("it\\\\u0027s\\\\u000a");
});
