import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { memberFinding, receivedValue, show, toldApart, typeName } from "#suites/oracles/member-finding.ts";
import type { JsonValue } from "#spec/json/json.ts";

const DIFFERENCE = { at: "/a", expected: "a text", received: "null" };

describe("a finding about one member", () => {
  test("that is missed says what came, and where", () => {
    expect(memberFinding(false, DIFFERENCE)).toEqual({
      grade: "missed",
      expected: "a text",
      received: "null",
      differences: [DIFFERENCE],
    });
  });

  test("that is met leaves out the value, which differs from run to run", () => {
    expect(memberFinding(true, DIFFERENCE)).toEqual({ grade: "met", expected: "a text", received: "as expected" });
  });
});

describe("a value in words", () => {
  test.each<[JsonValue | undefined, string]>([
    [undefined, "absent"],
    ["absent", '"absent"'],
    [null, "null"],
    ["", '""'],
    [false, "false"],
    [{ a: [1] }, '{"a":[1]}'],
    [JSON.parse("1e999") as number, "1e999"],
    ["\ud800", '"\\ud800"'],
  ])("%j: %s", (value, words) => {
    expect(show(value)).toBe(words);
  });

  test.each([
    [198, `"${"x".repeat(198)}"`],
    [199, `"${"x".repeat(199)}… (201 characters)`],
  ])("is cut where it has more than 200 characters: %i and its quotes", (length, words) => {
    expect(show("x".repeat(length))).toBe(words);
  });

  test.each([198, 199, 200])("is not cut within a character, the %ith among them", (before) => {
    const words = show(`${"x".repeat(before)}\u{1f600}${"y".repeat(300)}`);
    expect(words.isWellFormed()).toBe(true);
  });

  test("may be nested as deeply as it likes", () => {
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`) as JsonValue;
    expect(show(deep)).toBe('"a value that is nested too deeply to be shown"');
    expect(toldApart("a", deep).received).toBe('"a value that is nested too deeply to be shown"');
  });
});

describe("what an answer has", () => {
  test.each([
    [undefined, "absent"],
    [null, "null"],
  ])("is absent where it is %s, however values are told", (value, received) => {
    expect(receivedValue(value)).toEqual({ received, absent: true });
    expect(receivedValue(value, () => "other words")).toEqual({ received, absent: true });
  });

  test.each(["absent", "null", "", 0, false, []])("is not absent where it is %j", (value) => {
    expect(receivedValue(value)).toEqual({ received: JSON.stringify(value) });
    expect(receivedValue(value, typeName)).toEqual({ received: typeName(value) });
  });
});

describe("two values told apart", () => {
  const long = (end: string, start = "") => `${start}${"x".repeat(300)}${end}`;

  test.each<
    [what: string, wanted: JsonValue | undefined, got: JsonValue | undefined, expected: string, received: string]
  >([
    ["plain texts", "a", "b", '"a"', '"b"'],
    ["a number and its text", "1", 1, '"1"', "1"],
    ["a letter in two forms", "caf\u00e9", "cafe\u0301", '"caf\\u00e9"', '"cafe\\u0301"'],
    ["letters of two alphabets", "p\u0430y", "pay", '"p\\u0430y"', '"pay"'],
    ["a zero-width space", "a\u200bb", "ab", '"a\\u200bb"', '"ab"'],
    ["a no-break space", "a b", "a\u00a0b", '"a b"', '"a\\u00a0b"'],
    ["a soft hyphen at the end", "a", "a\u00ad", '"a"', '"a\\u00ad"'],
    ["two of one plane", "\u{1f600}", "\u{1f601}", '"\\ud83d\\ude00"', '"\\ud83d\\ude01"'],
    ["a difference in plain letters", "\u00e9a", "\u00e9b", '"\u00e9a"', '"\u00e9b"'],
    ["spaces of another number", "a  b", "a b", '"a  b"', '"a b"'],
  ])("%s", (_what, wanted, got, expected, received) => {
    expect(toldApart(wanted, got)).toEqual({ expected, received });
  });

  test.each<
    [what: string, wanted: JsonValue | undefined, got: JsonValue | undefined, expected: string, received: string]
  >([
    ["what is not there", "a", undefined, '"a"', "absent"],
    ["nothing wanted, and null there", undefined, null, "absent", "null"],
  ])("%s, is absent", (_what, wanted, got, expected, received) => {
    expect(toldApart(wanted, got)).toEqual({ expected, received, absent: true });
  });

  test("long ones are shown where they differ", () => {
    const { expected, received } = toldApart(long("a"), long("b"));
    expect(expected).toBe(`…${"x".repeat(20)}a" (303 characters)`);
    expect(received).toBe(`…${"x".repeat(20)}b" (303 characters)`);
  });

  test("long ones that differ early are shown from their beginning", () => {
    expect(toldApart(long("", "a"), long("", "b"))).toEqual({
      expected: `"a${"x".repeat(198)}… (303 characters)`,
      received: `"b${"x".repeat(198)}… (303 characters)`,
    });
  });

  test("the part shown goes on behind the difference, and what is cut there is marked", () => {
    const { expected } = toldApart(`${"x".repeat(184)}a${"y".repeat(300)}`, "b".repeat(400));
    expect(expected.startsWith('"xxx')).toBe(true);
    const late = toldApart(`${"x".repeat(184)}a${"y".repeat(300)}`, `${"x".repeat(184)}b${"y".repeat(300)}`);
    expect(late.expected).toBe(`…${"x".repeat(20)}a${"y".repeat(179)}… (487 characters)`);
  });

  test("a character is not cut where the part begins", () => {
    const { expected } = toldApart(`${"\u{1f600}".repeat(150)}a`, `${"\u{1f600}".repeat(150)}b`);
    expect(expected).toBe(`…${"\u{1f600}".repeat(10)}a" (303 characters)`);
    const other = toldApart(`.${"\u{1f600}".repeat(150)}.a`, `.${"\u{1f600}".repeat(150)}.b`);
    expect(other.expected).toBe(`…${"\u{1f600}".repeat(9)}.a" (305 characters)`);
  });

  test("signs of what was cut are none of the text", () => {
    expect(toldApart(`${"x".repeat(300)}\u00e9`, `${"x".repeat(300)}e`)).toEqual({
      expected: `…${"x".repeat(20)}\\u00e9" (303 characters)`,
      received: `…${"x".repeat(20)}e" (303 characters)`,
    });
  });

  test("a long one and its beginning", () => {
    expect(toldApart(long("a"), long("")).received).toBe(`…${"x".repeat(20)}" (302 characters)`);
  });

  test("what differs is never told in the same words", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 5 }),
      fc.constantFrom("x".repeat(190), "\u{1f600}".repeat(120)),
    );
    const texts = fc.array(text, { maxLength: 4 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, texts, (wanted, got) => {
        fc.pre(wanted !== got);
        const { expected, received } = toldApart(wanted, got);
        expect(expected).not.toBe(received);
        expect(expected.isWellFormed() && received.isWellFormed()).toBe(true);
        expect(Math.max(expected.length, received.length)).toBeLessThan(6 * 200 + 30);
      }),
      { numRuns: 100 },
    );
  });
});

test.each<[unknown, string]>([
  [undefined, "absent"],
  [null, "null"],
  [[], "an array"],
  [{}, "an object"],
  ["", "a string"],
  [0, "a number"],
  [false, "a boolean"],
])("the sort of %j is told as %s", (value, words) => {
  expect(typeName(value)).toBe(words);
});
