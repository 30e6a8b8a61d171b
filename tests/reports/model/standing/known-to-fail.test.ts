import { expect, test } from "@jest/globals";
import { knownToFail, reasonInFull } from "#reports/model/standing/known-to-fail.ts";
import type { ExpectedFailure, RequirementResult } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { aRequirement } from "#tests/reports/producers.ts";

const OLD: ExpectedFailure = { pattern: "*", reason: "old", link: "https://example.com/1" };
const OTHER: ExpectedFailure = { pattern: "*", reason: "other", expires: "2099-01-01" };

function known(id: string, verdict: Verdict, expectedFailure?: ExpectedFailure): RequirementResult {
  return { ...aRequirement({ id, verdict }), expectedFailure };
}

test("known failures stand together by their reasons, the largest group first", () => {
  const requirements = [known("a", "fail", OTHER), known("b", "fail", OLD), known("c", "fail", OLD)];
  const groups = knownToFail({ requirements });
  expect(groups.map((group) => group.requirements.map(({ id }) => id))).toEqual([["b", "c"], ["a"]]);
  expect(groups.map(reasonInFull)).toEqual(["old (https://example.com/1)", "other (until 2099-01-01)"]);
});

test("those that are not there stand with those that fail for the same reason", () => {
  const groups = knownToFail({ requirements: [known("a", "not-implemented", OLD), known("b", "fail", OLD)] });
  expect(groups).toMatchObject([{ verdict: "fail", requirements: [{ id: "a" }, { id: "b" }] }]);
});

test.each<[Verdict, ExpectedFailure | undefined]>([
  ["fail", undefined],
  ["stale", OLD],
  ["not-applicable", OLD],
  ["disabled", OLD],
  ["inconclusive", OLD],
  ["error", OLD],
])("%s, with expectation %j, is no known failure", (verdict, expected) => {
  expect(knownToFail({ requirements: [known("a", verdict, expected)] })).toEqual([]);
});
