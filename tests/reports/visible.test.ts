import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { visibleLine, visibleParts } from "../../reports/model/visible.ts";

const shown = (text: string) =>
  visibleParts(text)
    .map((part) => part.text)
    .join("");

describe("hidden characters", () => {
  test.each([
    ["NUL", "a\u0000b", "a\\u0000b"],
    ["escape", "\u001b[31m", "\\u001b[31m"],
    ["carriage return", "a\rb", "a\\rb"],
    ["right-to-left override", "a\u202egpj.exe", "a\\u202egpj.exe"],
    ["isolate", "\u2066x\u2069", "\\u2066x\\u2069"],
    ["zero-width space", "a\u200bb", "a\\u200bb"],
    ["byte order mark", "\ufeff{}", "\\ufeff{}"],
    ["no-break space", "a\u00a0b", "a\\u00a0b"],
    ["line separator", "a\u2028b", "a\\u2028b"],
    ["C1 control", "\u0085", "\\u0085"],
    ["lone surrogate", "\ud800", "\\ud800"],
    ["tag character", "\u{e0041}", "\\u{e0041}"],
    ["noncharacter", "\uffff", "\\uffff"],
    ["interlinear annotation", "\ufff9", "\\ufff9"],
    ["Hangul filler", "\u3164", "\\u3164"],
  ])("%s is shown by its code", (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(visibleParts(text).some(({ hidden }) => hidden !== undefined)).toBe(true);
  });

  test.each(["plain ASCII ~", "é ü ß", "日本語", "👍🏽", "العربية", "tab\tand\nline"])("%s is left as it is", (text) => {
    expect(visibleParts(text)).toEqual([{ text }]);
  });
});

test("nothing is lost: the parts that are not hidden stand in the text, in order", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      let rest = text;
      for (const { text: part, hidden } of visibleParts(text)) {
        const piece = hidden === undefined ? part : String.fromCodePoint(parseInt(hidden.slice(2), 16));
        expect(rest.startsWith(piece)).toBe(true);
        rest = rest.slice(piece.length);
      }
      expect(rest).toBe("");
    }),
  );
});

test("a line is one line, and well-formed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = visibleLine(text);
      // eslint-disable-next-line no-control-regex -- none may be left
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      expect(line.isWellFormed()).toBe(true);
    }),
  );
});
