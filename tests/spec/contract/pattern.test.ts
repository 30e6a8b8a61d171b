import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fullMatch, fullMatchPattern, isSupportedPattern, patternAutomaton } from "#spec/contract/pattern.ts";

describe("a pattern that generators can draw from", () => {
  test.each(["^[a-z]+$", "a{1,100}", "^(a+)+$", "(?:ab|ac)*d"])("%s", (pattern) => {
    expect(isSupportedPattern(pattern)).toBe(true);
  });

  test.each(["(?=a)b", "(?<!a)b", "(?:ab){5000}(?:cd){5000}"])("not %s", (pattern) => {
    expect(isSupportedPattern(pattern)).toBe(false);
  });

  test("not one whose automaton would be too large, which is told without building it", () => {
    const large = "^([^/]([!-~]+/){1,511})?[A-Za-z0-9_+=,.@-]{1,64}$";
    expect(() => patternAutomaton(large)).toThrow(/automaton: it would be too large/);
  });

  test("not one that was none before: that is not tried again", () => {
    const reasons = [1, 2].map(() => {
      try {
        return patternAutomaton("(?=a)c");
      } catch (error) {
        return error;
      }
    });
    expect(reasons[0]).toBeInstanceOf(Error);
    expect(reasons[1]).toBe(reasons[0]);
  });
});

test.each(["^(a+)+$", "(a|b)*c", "(?:a|aa)+", "(?:[ab]{1,2}){2,4}", "[ab]+c?", "a(?=b)b"])(
  "%s matches what an expression matches",
  (pattern) => {
    const expression = new RegExp(fullMatchPattern(pattern), "u");
    const match = fullMatch(pattern);
    const texts = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        expect(match.test(text)).toBe(expression.test(text));
      }),
      { seed: 1, numRuns: 200 },
    );
  },
);

test.each(["^(a+)+$", "(?:a|aa)+$", "(?:a?){40}"])("%s is told without going back", (pattern) => {
  expect(fullMatch(pattern)).not.toBeInstanceOf(RegExp);
  expect(fullMatch(pattern).test(`${"a".repeat(5_000)}!`)).toBe(false);
});

test("an ordinary pattern stays an expression, which is faster", () => {
  expect(fullMatch(String.raw`^[0-9A-Za-z][A-Za-z0-9\-_]*$`)).toBeInstanceOf(RegExp);
});
