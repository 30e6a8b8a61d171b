import { describe, expect, test } from "@jest/globals";
import { check, judgementOf, weigh, type Grade } from "#suites/oracles/finding.ts";
import type { Level } from "#spec/requirement.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

const WEIGHED: readonly (readonly [Grade, Readonly<Record<Level, Verdict>>])[] = [
  ["met", { MUST: "pass", SHOULD: "pass", INFO: "pass" }],
  ["tolerated", { MUST: "warn", SHOULD: "warn", INFO: "info" }],
  ["missed", { MUST: "fail", SHOULD: "warn", INFO: "info" }],
  ["observed", { MUST: "info", SHOULD: "info", INFO: "info" }],
  ["unclear", { MUST: "inconclusive", SHOULD: "inconclusive", INFO: "inconclusive" }],
];

describe("a grade and a level make a verdict", () => {
  test.each(WEIGHED)("%s", (grade, verdicts) => {
    for (const level of ["MUST", "SHOULD", "INFO"] as const) expect(weigh(grade, level)).toBe(verdicts[level]);
  });
});

describe("check", () => {
  const differences = [{ at: "/a", expected: "1", received: "2" }];

  test("is met without differences", () => {
    expect(check(true, "1", "1")).toEqual({ grade: "met", expected: "1", received: "1" });
    expect(check(true, "1", "1", differences)).toEqual({ grade: "met", expected: "1", received: "1" });
  });

  test("is missed with the differences that are given", () => {
    expect(check(false, "1", "2")).toStrictEqual({ grade: "missed", expected: "1", received: "2" });
    expect(check(false, "1", "2", differences)).toEqual({ grade: "missed", expected: "1", received: "2", differences });
  });
});

describe("a finding weighed for a requirement", () => {
  const requirement = { id: "register.valid", level: "SHOULD" } as const;
  const words = { expected: "1", received: "2" };

  test("has its words, its verdict and the place of its exchange", () => {
    expect(judgementOf(requirement, { grade: "missed", ...words }, 3)).toStrictEqual({
      requirement: "register.valid",
      verdict: "warn",
      ...words,
      exchange: 3,
    });
  });

  test("keeps what the finding adds", () => {
    const added = { alternative: "403 Other", differences: [{ at: "/a", expected: "1", received: "2" }] };
    expect(judgementOf(requirement, { grade: "tolerated", ...words, ...added }, 0)).toMatchObject(added);
  });
});
