import { expect, test } from "@jest/globals";
import { excerptOf } from "#reports/html/parts/excerpt.ts";
import { layoutJson } from "#reports/html/parts/json-layout.ts";

const excerpt = (value: unknown, ...pointers: string[]) =>
  excerptOf(layoutJson(JSON.stringify(value), pointers) ?? [])
    .map(({ text }) => text)
    .join("");
const many = (name: string) => Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${name}${index}`, index]));

test("a short body is shown whole", () => {
  expect(excerpt({ a: 1, b: { c: true } })).toBe(`{\n  "a": 1,\n  "b": {\n    "c": true\n  }\n}`);
});

test("of a long one the marked member, what stands next to it, and what holds it", () => {
  expect(excerpt({ ...many("a"), cluster: { ...many("b"), wrong: 1, ...many("c") } }, "/cluster/wrong")).toBe(
    [
      "{",
      "  … 20 lines",
      `  "cluster": {`,
      "    … 18 lines",
      `    "b18": 18,`,
      `    "b19": 19,`,
      `    "wrong": 1,`,
      `    "c0": 0,`,
      `    "c1": 1,`,
      "… 19 lines",
      "}",
    ].join("\n"),
  );
});

test("a marked member as long as a list is shown in its beginning", () => {
  const lines = excerpt({ ...many("a"), wrong: Array.from({ length: 500 }, (_, index) => index) }, "/wrong").split(
    "\n",
  );
  expect(lines.length).toBeLessThan(20);
  expect(lines.join()).toContain(`"wrong": [`);
});

test("without a mark it is the beginning", () => {
  const lines = excerpt(many("a")).split("\n");
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toBe("… 17 lines");
});

test("a long string is cut in its middle, and says by how much", () => {
  const text = excerpt({ name: `${"a".repeat(100)}${"z".repeat(100)}` });
  expect(text).toMatch(/"name": "a{35}…150 more…z{15}"/);
});

test("no cut splits a character", () => {
  for (const shift of ["", "x"]) expect(excerpt({ name: shift + "😀".repeat(100) }).isWellFormed()).toBe(true);
});
