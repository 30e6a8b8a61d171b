import { describe, expect, test } from "@jest/globals";
import { among, codePointName, only, PLAIN, PRINTABLE_ASCII, sample, TEXT } from "#generators/strings/alphabet.ts";
import { WordAutomaton, type Edge } from "#generators/strings/word-automaton.ts";
import { patternAutomaton } from "#spec/contract/pattern.ts";

function edgesOf(pattern: string): readonly Edge[] {
  return new WordAutomaton(patternAutomaton(pattern)).edges(0);
}

const [digits] = edgesOf("^[0-9]$");
const [han] = edgesOf("^[\\u4e00-\\u4e02]$");
const [any] = edgesOf("^[^]$");

describe("the characters of an edge", () => {
  test("are those of the list that it has", () => {
    expect(digits && String.fromCodePoint(...among(PLAIN)(digits))).toBe("0123456789");
  });

  test("are a sample of its own where the list has none", () => {
    expect(han && String.fromCodePoint(...among(PLAIN)(han))).toBe("一丁丂");
  });

  test("are none where only the list will do", () => {
    expect(han && only(PLAIN)(han)).toEqual([]);
  });

  test("are few where it has many, its ends among them", () => {
    const few = any === undefined ? [] : sample(any);
    expect(few.length).toBeLessThanOrEqual(64);
    expect(few).toEqual(expect.arrayContaining([0, 0x10ffff]));
  });
});

test.each([
  ["PLAIN", PLAIN, /^[a-z0-9]$/],
  ["PRINTABLE_ASCII", PRINTABLE_ASCII, /^[ -~]$/],
  ["TEXT", TEXT, /^[^ -~]$/u],
])("%s holds what it says, nothing twice", (_name, list, what) => {
  expect(list.filter((code) => !what.test(String.fromCodePoint(code)))).toEqual([]);
  expect(new Set(list).size).toBe(list.length);
});

test("a code point is named as Unicode names it", () => {
  expect(codePointName(0x1f600)).toBe("U+1F600");
});
