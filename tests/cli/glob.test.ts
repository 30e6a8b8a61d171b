import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { matchesAny, matchesGlob } from "#cli/glob.ts";

test("a glob means what the regular expression of it means", () => {
  const meant = (glob: string): RegExp =>
    new RegExp(`^${glob.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".")}$`);
  const texts = (unit: string[]): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...unit), maxLength: 7 });
  fc.assert(
    fc.property(texts(["a", "b", "."]), texts(["a", "b", ".", "*", "?"]), (text, glob) => {
      expect(matchesGlob(text, glob)).toBe(meant(glob).test(text));
    }),
    { numRuns: 2000 },
  );
});

test("characters of regular expressions stand for themselves", () => {
  expect(matchesGlob("a+(b)|[c]^$\\", "a+(b)|[c]^$\\")).toBe(true);
  expect(matchesGlob("aab", "a+b")).toBe(false);
  expect(matchesAny("register.name", ["list.*", "register.*"])).toBe(true);
});

describe("ends with", () => {
  const LONG = "a".repeat(100_000);
  test.each([
    ["sixteen ?* and a short id", "register.connectorConfig.provider.enum.accepts", `${"?*".repeat(16)}#`],
    ["100,000 characters of ?*", LONG, `${"?*".repeat(50_000)}#`],
    ["100,000 stars", LONG, `${"*".repeat(99_999)}#`],
    ["100,000 characters of a*", LONG, `${"a*".repeat(50_000)}#`],
    ["a long text behind a star", LONG.slice(0, 20_000), `*${LONG.slice(0, 10_000)}#`],
  ])("%s", (_, text, glob) => {
    expect(matchesGlob(text, glob)).toBe(false);
    expect(matchesGlob(text, glob.replace("#", "*"))).toBe(true);
  });
});
