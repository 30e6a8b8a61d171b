import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodedViews } from "#endpoint/redaction/decoded-views.ts";
import { foldedText } from "#endpoint/redaction/plain-letters.ts";
import type { TextView } from "#endpoint/redaction/text-view.ts";

const textOf = ({ codes }: Pick<TextView, "codes">) => String.fromCharCode(...codes);
/** What each view of a text reads. */
const readIn = (text: string) => [...decodedViews(text)].map(textOf);
/** What the last view reads. */
const readAtLast = (text: string) => readIn(text).at(-1);

describe("a text as it stands", () => {
  test.each<[what: string, text: string, read: string]>([
    ["letters are small", "aZ\u00c4", "az\u00c4"],
    ["one alphabet of base64", "a-b_c+d/e", "a+b/c+d/e"],
    ["no white space of ASCII", "a \t\r\n\v\fb", "ab"],
    ["no controls", "a\u0000b\u001fc\u007fd\u009fe", "abcde"],
    ["no other space", "a\u00a0b\u1680c\u2003d\u202fe\u205ff\u3000g", "abcdefg"],
    ["nothing of no width", "a\u200bb\u200dc\u2060d\ufeffe\u00adf\u034fg", "abcdefg"],
    ["no marks of direction", "a\u200eb\u202ec\u2066d", "abcd"],
    ["no fillers and variations", "a\u3164b\ufe0fc\u180ed", "abcd"],
    ["no separators of lines", "a\u2028b\u2029c", "abc"],
    ["all else", "!~\u00a1\u00ae\u2010\u2027\ud83d\ude00", "!~\u00a1\u00ae\u2010\u2027\ud83d\ude00"],
  ])("%s", (_what, text, read) => {
    expect(readIn(text)).toEqual([read]);
  });

  test("a secret is seen as the first view sees it", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => foldedText(text) === readIn(text)[0]));
  });

  test("every white space that JavaScript knows is gone, and every sign of ASCII is there but the colon", () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    expect(all.filter((sign) => /[\s\p{Cc}]/u.test(sign) && foldedText(sign) !== "")).toEqual([]);
    expect(all.filter((sign) => /[!-~]/.test(sign) && foldedText(sign) === "")).toEqual([":"]);
  });

  test("every sign of no width that Unicode has one code for is gone", () => {
    const unseen = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((sign) =>
      /\p{Default_Ignorable_Code_Point}/u.test(sign),
    );
    expect(unseen.length).toBeGreaterThan(30);
    expect(unseen.filter((sign) => foldedText(sign) !== "")).toEqual([]);
  });
});

describe("an escape is read", () => {
  test.each<[escape: string, read: string]>([
    ["%41", "a"],
    ["%2f", "/"],
    ["%2D", "+"],
    ["%u0041", "a"],
    ["\\u0041", "a"],
    ["\\U0041", "a"],
    ["\\u{41}", "a"],
    ["\\u{000041}", "a"],
    ["\\x41", "a"],
    ["\\101", "a"],
    ["\\/", "/"],
    ['\\"', '"'],
    ["\\\\", "\\"],
    ["\\n", ""],
    ["\\r", ""],
    ["\\t", ""],
    ["\\b", ""],
    ["\\f", ""],
    ["\\v", ""],
    ["\\0", ""],
    ["\\a", "a"],
    ["&#65;", "a"],
    ["&#065;", "a"],
    ["&#00000000000065;", "a"],
    ["&#x41;", "a"],
    ["&#X0000000000041;", "a"],
    ["&#65", "a"],
    ["&#x41", "a"],
    ["&amp;", "&"],
    ["&AMP;", "&"],
    ["&lt", "<"],
    ["&quot", '"'],
    ["&sol;", "/"],
    ["&plus;", "+"],
    ["&equals;", "="],
    ["&lowbar;", "/"],
    ["&NewLine;", ""],
    ["&Tab;", ""],
    ["&nbsp;", ""],
    ["&shy;", ""],
    ["&ZeroWidthSpace;", ""],
    ["&bsol;", "\\"],
    ["&percnt;", "%"],
    ["&#x1f600;", "\ufffd"],
    ["&#x10041;", "\ufffd"],
    ["\\u{10041}", "\ufffd"],
  ])("%j as %j", (escape, read) => {
    expect(readIn(`(${escape})`)[1]).toBe(`(${read})`);
  });

  test("of a pair, each half by itself", () => {
    expect(readIn("\\ud83d\\ude00")[1]).toBe("\ud83d\ude00");
  });
});

test.each([
  "%",
  "%4",
  "%4g",
  "%u004",
  "\\u004",
  "\\u{}",
  "\\u{0000041}",
  "\\x4",
  "&",
  "&#",
  "&#;",
  "&#x;",
  "&#xg;",
  "&nothing;",
  "&constructor;",
  "&lowbar",
  "100%",
  "a&b",
])("%j is no escape, and stays", (text) => {
  expect(readIn(`(${text})`)).toHaveLength(1);
  expect(readIn(`(${text})`)[0]).toBe(`(${text.toLowerCase()})`);
});

describe("layers", () => {
  test("each takes a view, four at most", () => {
    const layers = (count: number) => `%${"25".repeat(count)}41`;
    expect(readIn(layers(0))).toEqual(["%41", "a"]);
    expect(readIn(layers(2))).toEqual(["%252541", "%2541", "%41", "a"]);
    expect(readIn(layers(3)).at(-1)).toBe("a");
    expect(readIn(layers(4))).toHaveLength(5);
    expect(readIn(layers(9))).toHaveLength(5);
  });

  test("of different kinds are read together", () => {
    expect(readAtLast("&#x25;41")).toBe("a");
    expect(readAtLast("%5Cu0041")).toBe("a");
    expect(readAtLast("\\u0026amp;#65;")).toBe("a");
    expect(readIn("%41\\u0042&#67;")).toEqual(["%41\\u0042&#67;", "abc"]);
  });

  const hex = (code: number, digits: number) => code.toString(16).padStart(digits, "0");
  const each = (encode: (code: number) => string) => (text: string) =>
    Array.from({ length: text.length }, (_, at) => encode(text.charCodeAt(at))).join("");
  const LAYERS: readonly ((text: string) => string)[] = [
    each((code) => `%${hex(code, 2)}`),
    each((code) => `\\u${hex(code, 4).toUpperCase()}`),
    each((code) => `\\u{${hex(code, 1)}}`),
    each((code) => `\\x${hex(code, 2)}`),
    each((code) => `\\${code.toString(8).padStart(3, "0")}`),
    each((code) => `&#${code};`),
    each((code) => `&#x${hex(code, 5)};`),
    (text) => JSON.stringify(text).slice(1, -1),
    (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
    encodeURIComponent,
    (text) => text,
  ];

  test("whatever a text was written in, one layer upon another, a view reads it", () => {
    const layers = fc.array(fc.constantFrom(...LAYERS), { maxLength: 3 });
    // What begins an escape itself is read as one, and no secret has any.
    const plain = fc
      .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 })
      .filter((text) => !/[\\%&~]/.test(text));
    fc.assert(
      fc.property(plain, layers, (text, chosen) => {
        const written = chosen.reduce((inner, layer) => layer(inner), text);
        expect(readIn(`<${written}>`).some((view) => view.includes(foldedText(text)))).toBe(true);
      }),
    );
  });
});

describe("where it stood", () => {
  const PIECES = ["a", " ", "%41", "\\u0041", "&#65;", "%2541", "\\n", "\u200b", "%", "\\", "&amp;amp;"];
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));

  test("is told for each code, in order, within the text, without an overlap", () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const { codes, from, to } of decodedViews(written)) {
          expect(from).toHaveLength(codes.length);
          expect(to).toHaveLength(codes.length);
          for (let at = 0; at < codes.length; at += 1) {
            expect(from[at]).toBeGreaterThanOrEqual(to[at - 1] ?? 0);
            expect(to[at]).toBeGreaterThan(from[at] ?? 0);
          }
          expect(to.at(-1) ?? 0).toBeLessThanOrEqual(written.length);
        }
      }),
    );
  });

  test("what stood there reads as the code by itself", () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const { codes, from, to } of decodedViews(written)) {
          for (const [at, code] of codes.entries()) {
            const views = readIn(written.slice(from[at], to[at]));
            expect(views.some((view) => view === String.fromCharCode(code))).toBe(true);
          }
        }
      }),
    );
  });

  test("is the whole of an escape within an escape", () => {
    const [, , last] = [...decodedViews("x%2541y")];
    expect([...(last?.from ?? [])]).toEqual([0, 1, 6]);
    expect([...(last?.to ?? [])]).toEqual([1, 6, 7]);
  });
});

test.each([["%"], ["&"], ["\\"], ["%25"], ["&#0"], ["\\\\"], ["&amp;"]])(
  "a text of %j throughout comes to an end",
  (unit) => {
    const views = [...decodedViews(unit.repeat(50_000))];
    expect(views.length).toBeLessThanOrEqual(5);
    for (const [at, { codes }] of views.entries())
      expect(codes.length).toBeLessThanOrEqual(views[at - 1]?.codes.length ?? Infinity);
  },
);

test("a backslash at the end stays", () => {
  expect(readIn("a\\")).toEqual(["a\\"]);
});

test("an empty text has one view, of nothing", () => {
  expect(readIn("")).toEqual([""]);
});
