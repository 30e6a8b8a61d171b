import { expect, test } from "@jest/globals";
import { areaRows, notTested } from "../../../reports/model/summary.ts";
import { tallyByLevel } from "../../../suites/record/verdicts/tally.ts";
import { aRecord, aRequirement } from "../producers.ts";
import { failing, interrupted } from "../records.ts";

test("areas add up to the levels", () => {
  const all = tallyByLevel(failing.requirements);
  const sum = (level: "MUST" | "SHOULD" | "INFO") =>
    areaRows(failing).reduce((total, row) => total + row.byLevel[level].judged, 0);
  for (const level of ["MUST", "SHOULD", "INFO"] as const) expect(sum(level)).toBe(all[level].judged);
});

test("what was not tested is grouped by verdict and reason, the gravest first", () => {
  expect(notTested(interrupted).map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["error", "TypeError in the oracle: please report."],
    ["disabled", "Not selected."],
  ]);
  const shared = aRecord({
    requirements: ["r.a", "r.b"].map((id) => aRequirement({ id, verdict: "not-applicable", reason: "No auth." })),
  });
  expect(notTested(shared).map(({ requirements }) => requirements.length)).toEqual([2]);
});
