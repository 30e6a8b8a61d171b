import { expect, test } from "@jest/globals";
import { areaRows } from "#reports/model/standing/area-rows.ts";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";
import { failing } from "#tests/reports/records.ts";

test("areas add up to the levels", () => {
  const all = tallyByLevel(failing.requirements);
  const sum = (level: "MUST" | "SHOULD" | "INFO") =>
    areaRows(failing).reduce((total, row) => total + row.byLevel[level].judged, 0);
  for (const level of ["MUST", "SHOULD", "INFO"] as const) expect(sum(level)).toBe(all[level].judged);
});
