import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { printableJson, terminalText, visibleLine, visibleParts } from "#reports/model/text/harmless-text.ts";
import { actsOnReaders, HOSTILE_STRINGS } from "#tests/helpers/hostile-strings.ts";

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

describe("text for a terminal or a log", () => {
  test("there are forty hostile strings", () => {
    expect(HOSTILE_STRINGS).toHaveLength(40);
  });

  test.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text), text]))("%s acts on no reader", (_shown, text) => {
    expect(actsOnReaders(terminalText(`${text}\nbefore ${text} after`))).toBeUndefined();
  });

  test.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text), text]))(
    "%s acts on none behind a colour",
    (_, text) => {
      const painted = terminalText(`\u001b[31m${text}\u001b[39m`, { colours: true });
      expect(actsOnReaders(painted.replaceAll("\u001b[31m", "").replaceAll("\u001b[39m", ""))).toBeUndefined();
    },
  );

  test("colours pass where they are wanted, and no other sequence does", () => {
    expect(terminalText("\u001b[31mred\u001b[39m \u001b[8mgone", { colours: true })).toBe(
      "\u001b[31mred\u001b[39m \\u001b[8mgone",
    );
  });

  test("none pass where they are not wanted", () => {
    expect(terminalText("\u001b[31mred")).toBe("\\u001b[31mred");
  });

  test.each(["curl 'http://[::1]:4567/clusters'", "arn:aws:iam::111122223333:role/x", "a # b ## c", "tab\tand\nline"])(
    "%s is left as it is",
    (text) => {
      expect(terminalText(text)).toBe(text);
    },
  );

  test("a password in an address is not shown", () => {
    expect(terminalText("Testing http://user:secret@host:1/x")).toBe("Testing http://***@host:1/x");
  });

  test.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text), text]))(
    "%s is harmless in JSON, and there",
    (_, text) => {
      const json = printableJson({ [text]: text });
      expect(actsOnReaders(json)).toBeUndefined();
      expect(JSON.parse(json)).toEqual({ [text]: text });
    },
  );
});
