import { expect, test } from "@jest/globals";
import { outcomeOf } from "../../suites/record/outcome.ts";
import { areaRows, notTested, standing, tally, tallyByLevel } from "../../reports/model/summary.ts";
import { aRecord, aRequirement } from "./producers.ts";
import { ALL_RECORDS, failing, interrupted } from "./records.ts";

test.each([
  ["pass", "MUST", "met"],
  ["warn", "MUST", "met"],
  ["warn", "SHOULD", "not-met"],
  ["info", "INFO", "met"],
  ["fail", "MUST", "not-met"],
  ["stale", "MUST", "open"],
  ["not-implemented", "MUST", "open"],
  ["inconclusive", "MUST", "open"],
  ["error", "MUST", "open"],
  ["not-applicable", "MUST", "not-tested"],
  ["disabled", "SHOULD", "not-tested"],
] as const)("%s at %s is %s", (verdict, level, expected) => {
  expect(standing({ verdict, level })).toBe(expected);
});

test("only what was judged counts", () => {
  const verdicts = ["pass", "pass", "fail", "inconclusive", "not-applicable", "stale"] as const;
  const requirements = verdicts.map((verdict, index) => aRequirement({ id: `r.${index}`, verdict }));
  expect(tally(requirements)).toEqual({ met: 2, notMet: 1, open: 2, notTested: 1, of: 3 });
});

test("areas add up to the levels", () => {
  const all = tallyByLevel(failing.requirements);
  const sum = (level: "MUST" | "SHOULD" | "INFO") =>
    areaRows(failing).reduce((total, row) => total + row.byLevel[level].of, 0);
  for (const level of ["MUST", "SHOULD", "INFO"] as const) expect(sum(level)).toBe(all[level].of);
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

test.each(Object.entries(ALL_RECORDS))(
  "the counts of %s are those of the sentence that a run ends with",
  (_name, record) => {
    const { MUST, SHOULD } = tallyByLevel(record.requirements);
    const { sentence } = outcomeOf({ ...record, strict: false, interrupted: record.run.interrupted });
    expect(sentence).toContain(`MUST ${MUST.met} of ${MUST.of} met, SHOULD ${SHOULD.met} of ${SHOULD.of} met`);
  },
);
