import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { layoutJson } from "#reports/html/parts/json-layout.ts";

const joined = (text: string, pointers: readonly string[] = []) =>
  layoutJson(text, pointers)
    ?.map((piece) => piece.text)
    .join("");
const marked = (text: string, ...pointers: string[]) =>
  layoutJson(text, pointers)
    ?.filter((piece) => piece.marked)
    .map((piece) => piece.text)
    .join("");

test("indents", () => {
  expect(joined(`{"a":1,"b":[],"c":{"d":[true,null]},"e":{}}`)).toBe(
    `{\n  "a": 1,\n  "b": [],\n  "c": {\n    "d": [\n      true,\n      null\n    ]\n  },\n  "e": {}\n}`,
  );
});

test("keeps every token as received: duplicate keys, escapes, spellings of numbers", () => {
  const text = `{"a":1.0e3, "a" : "\\u0041\\/", "__proto__":-0}`;
  expect(joined(text)).toBe(`{\n  "a": 1.0e3,\n  "a": "\\u0041\\/",\n  "__proto__": -0\n}`);
});

test("changes nothing but white space, whatever the JSON", () => {
  const bare = (text: string) =>
    text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? token : ""));
  const shallow = fc.json({ maxDepth: 5 }).filter((text) => /^[[{]/.test(text));
  fc.assert(fc.property(shallow, (text) => expect(bare(joined(text) ?? "")).toBe(bare(text))));
});

test("marks a member with its name, wherever it is", () => {
  const text = `{"cluster":{"tags":{"a":"1"},"name":"x"},"list":[{"k":1},{"k":2}]}`;
  expect(marked(text, "/cluster/name")).toBe(`"name": "x"`);
  expect(marked(text, "/list/1/k")).toBe(`"k": 2`);
  expect(marked(text, "/cluster/tags")?.replace(/\s+/g, "")).toBe(`"tags":{"a":"1"}`);
  expect(marked(`{"a/b":{"~":1}}`, "/a~1b/~0")).toBe(`"~": 1`);
});

test("marks nothing for a member that is not there, nor for the whole body", () => {
  expect(marked(`{"a":1}`, "/b", "/a/c", "")).toBe("");
});

test.each(["", "plain", `{"a":1,}`, `{"a":1}x`, "10", `"text"`, `{'a':1}`])("%j is not laid out", (text) => {
  expect(layoutJson(text, [])).toBeUndefined();
});

test("deep nesting is not indented into megabytes", () => {
  expect(layoutJson("[".repeat(2000) + "]".repeat(2000), [])).toBeUndefined();
});
