import { expect, test } from "@jest/globals";
import { EXIT, exitCodeOf } from "#suites/record/verdicts/exit-code.ts";

test("the codes are those that scripts depend on", () => {
  expect(EXIT).toEqual({
    conformant: 0,
    nonConformant: 1,
    usage: 2,
    inconclusive: 3,
    suiteError: 4,
    clustersLeft: 5,
    interrupted: 130,
  });
});

test("a bug of the suite comes before what is left behind, that before an interruption, and that before the verdict", () => {
  const all = { verdict: "suite-error", knownAbsence: false, interrupted: true, clustersLeft: true } as const;
  expect(exitCodeOf(all)).toBe(EXIT.suiteError);
  expect(exitCodeOf({ ...all, verdict: "non-conformant" })).toBe(EXIT.clustersLeft);
  expect(exitCodeOf({ ...all, verdict: "non-conformant", clustersLeft: false })).toBe(EXIT.interrupted);
  const quiet = { knownAbsence: false, interrupted: false, clustersLeft: false };
  expect(exitCodeOf({ ...quiet, verdict: "non-conformant" })).toBe(EXIT.nonConformant);
});

test("an operation that is not there is no failure where that was expected", () => {
  const absent = { verdict: "not-implemented", interrupted: false, clustersLeft: false } as const;
  expect(exitCodeOf({ ...absent, knownAbsence: true })).toBe(EXIT.conformant);
  expect(exitCodeOf({ ...absent, knownAbsence: false })).toBe(EXIT.nonConformant);
});
