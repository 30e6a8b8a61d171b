import { describe, expect, test } from "@jest/globals";
import { standing, tallyByLevel, tallyOf } from "../../../../suites/record/verdicts/tally.ts";
import { VERDICTS } from "../../../../suites/record/verdicts/verdict.ts";

test.each([
  ["pass", "MUST", "exactly"],
  ["warn", "MUST", "by-alternative"],
  ["warn", "SHOULD", "missed"],
  ["info", "INFO", "observed"],
  ["info", "MUST", "observed"],
  ["fail", "MUST", "missed"],
  ["stale", "MUST", "open"],
  ["not-implemented", "MUST", "open"],
  ["inconclusive", "MUST", "open"],
  ["error", "MUST", "open"],
  ["not-applicable", "MUST", "not-tested"],
  ["disabled", "SHOULD", "not-tested"],
] as const)("%s at %s stands as %s", (verdict, level, expected) => {
  expect(standing({ verdict, level })).toBe(expected);
});

describe("the tally", () => {
  const all = VERDICTS.map((verdict) => ({ verdict, level: "MUST" as const }));

  test("counts each requirement once", () => {
    const { judged, observed, open, notTested } = tallyOf(all);
    expect(judged + observed + open + notTested).toBe(all.length);
  });

  test("an observation is neither met nor judged", () => {
    expect(tallyOf([{ verdict: "info", level: "MUST" }])).toMatchObject({ met: 0, judged: 0, observed: 1 });
  });

  test("a MUST met by a tolerated alternative is met, and counted apart", () => {
    expect(tallyOf(all)).toMatchObject({ exactly: 1, byAlternative: 1, met: 2, missed: 1, judged: 3 });
  });

  test("a SHOULD met by an alternative is missed", () => {
    expect(tallyOf([{ verdict: "warn", level: "SHOULD" }])).toMatchObject({ byAlternative: 0, missed: 1 });
  });

  test("levels are counted by themselves", () => {
    const { MUST, SHOULD } = tallyByLevel([...all, { verdict: "pass", level: "SHOULD" }]);
    expect(MUST.judged).toBe(3);
    expect(SHOULD.judged).toBe(1);
  });
});
