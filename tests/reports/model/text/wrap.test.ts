import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { clip, columns, wrapText } from "#reports/model/text/wrap.ts";

test.each([
  ["abc", 3],
  ["日本", 4],
  ["👍", 2],
  ["e\u0301", 1],
  ["", 0],
])("%j takes %d columns", (text, expected) => {
  expect(columns(text)).toBe(expected);
});

const words = fc.string({ unit: fc.constantFrom("a", "b", " ", "日", "👍"), maxLength: 200 });

test("no line is too wide, and nothing but spaces at breaks is lost", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 40 }), (text, width) => {
      const lines = wrapText(text, width);
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    }),
  );
});

test("a clipped text fits and begins like the text", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 3, max: 40 }), (text, width) => {
      const clipped = clip(text, width);
      expect(columns(clipped)).toBeLessThanOrEqual(width);
      expect(text.startsWith(clipped.replace(/…$/, ""))).toBe(true);
    }),
  );
});

test.each([60, 100, 120, 150, 200])(
  "what is cut before a word of %i characters shows as much of it as fits",
  (length) => {
    expect(clip(`POST /clusters ${"x".repeat(length)}`, 40)).toBe(`POST /clusters ${"x".repeat(24)}…`);
  },
);

test.each([
  ["register.connector-config.role-arn.type", 30, ["register.connector-config", ".role-arn.type"]],
  ["also a.b c.d", 8, ["also a.b", "c.d"]],
  ["/tmp/first/second", 12, ["/tmp/first", "/second"]],
  ['"arn:aws:iam::123456789012:role/agent"', 20, ['"arn:aws:iam::123456', '789012:role/agent"']],
  ["a  b", 10, ["a  b"]],
])("%j is broken at blanks, else before a dot or a slash, else anywhere", (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});
