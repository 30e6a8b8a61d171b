import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  failsRun,
  isFinding,
  isJudged,
  isThere,
  isWorse,
  severity,
  standing,
  tallyByLevel,
  tallyOf,
  VERDICT_WORDS,
  VERDICTS,
  worst,
} from "../../../suites/record/verdict.ts";

describe("the one order of verdicts", () => {
  test("goes from a bug of the suite to a pass", () => {
    expect(VERDICTS).toEqual([
      "error",
      "fail",
      "stale",
      "not-implemented",
      "inconclusive",
      "warn",
      "disabled",
      "not-applicable",
      "info",
      "pass",
    ]);
  });

  test("an operation is there unless it is missing, or was not tried", () => {
    const absent = VERDICTS.filter((verdict) => !isThere(verdict));
    expect(absent).toEqual(["not-implemented", "disabled", "not-applicable"]);
  });

  test("the worst of none is a pass", () => {
    expect(worst([])).toBe("pass");
  });

  test("the worst is the one of highest rank, wherever it stands", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VERDICTS), { minLength: 1 }), (verdicts) => {
        expect(worst(verdicts)).toBe(VERDICTS[Math.min(...verdicts.map(severity))]);
      }),
    );
  });

  test.each(VERDICTS)("%s is not worse than itself", (verdict) => {
    expect(isWorse(verdict, verdict)).toBe(false);
  });

  test("of two others one is worse", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERDICTS), fc.constantFrom(...VERDICTS), (one, other) => {
        fc.pre(one !== other);
        expect(isWorse(one, other)).toBe(!isWorse(other, one));
      }),
    );
  });

  test("each has a sign of its own", () => {
    expect(new Set(VERDICTS.map((verdict) => VERDICT_WORDS[verdict].sign)).size).toBe(VERDICTS.length);
  });
});

describe("groups of verdicts", () => {
  test("another run looks again at a warning and at all that is worse", () => {
    expect(VERDICTS.filter(isFinding)).toEqual(VERDICTS.slice(0, VERDICTS.indexOf("warn") + 1));
  });

  test("judged is what was asked and answered", () => {
    expect(VERDICTS.filter(isJudged)).toEqual(["fail", "warn", "pass"]);
  });

  test("these fail a run", () => {
    expect(VERDICTS.filter((verdict) => failsRun(verdict, false))).toEqual(["fail", "stale", "not-implemented"]);
  });

  test("and a warning does in a strict one", () => {
    expect(VERDICTS.filter((verdict) => failsRun(verdict, true))).toEqual(["fail", "stale", "not-implemented", "warn"]);
  });
});

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
