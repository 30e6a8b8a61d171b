import { describe, expect, test } from "@jest/globals";
import { signOf, standing, tallyByLevel, tallyOf, unjudgedParts, wordOf } from "#suites/record/verdicts/tally.ts";
import { VERDICTS, type Verdict } from "#suites/record/verdicts/verdict.ts";

test("what another operation's absence blocks stands by itself, and is called so", () => {
  const blocked = { verdict: "not-applicable", missing: "RegisterCluster" } as const;
  expect(standing({ ...blocked, level: "MUST" })).toBe("blocked");
  expect(wordOf(blocked)).toBe("blocked");
  expect(wordOf({ verdict: "not-applicable" })).toBe("not applicable");
  expect(wordOf({ verdict: "not-implemented", missing: "RegisterCluster" })).toBe("not implemented");
});

test.each<[Verdict, readonly Verdict[]]>([
  ["fail", ["fail", "not-implemented", "pass"]],
  ["not-implemented", ["not-implemented", "inconclusive", "pass"]],
  ["inconclusive", ["inconclusive", "warn", "pass"]],
  ["warn", ["warn", "pass", "not-applicable"]],
  ["pass", ["pass", "info", "not-applicable"]],
  ["info", ["info", "disabled"]],
  ["not-applicable", ["not-applicable", "disabled"]],
])("the sign of %s stands for a tally of %j", (sign, verdicts) => {
  expect(signOf(tallyOf(verdicts.map((verdict) => ({ verdict, level: "MUST" as const }))))).toBe(sign);
});

test.each([
  ["pass", "MUST", "exactly"],
  ["warn", "MUST", "byAlternative"],
  ["warn", "SHOULD", "missed"],
  ["info", "INFO", "observed"],
  ["info", "MUST", "observed"],
  ["fail", "MUST", "missed"],
  ["stale", "MUST", "stale"],
  ["not-implemented", "MUST", "notThere"],
  ["inconclusive", "MUST", "open"],
  ["error", "MUST", "errors"],
  ["not-applicable", "MUST", "notTested"],
  ["disabled", "SHOULD", "notTested"],
] as const)("%s at %s stands as %s", (verdict, level, expected) => {
  expect(standing({ verdict, level })).toBe(expected);
});

describe("the tally", () => {
  const all = VERDICTS.map((verdict) => ({ verdict, level: "MUST" as const }));

  test("counts each requirement once", () => {
    const blocked = { verdict: "not-applicable", level: "MUST", missing: "RegisterCluster" } as const;
    const tally = tallyOf([...all, blocked]);
    const parts = [tally.met, tally.missed, ...unjudgedParts(tally).map(({ count }) => count)];
    expect(parts.reduce((sum, count) => sum + count, 0)).toBe(tally.all);
    expect(tally).toMatchObject({ all: all.length + 1, blocked: 1, notThere: 1, open: 1, notTested: 2 });
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
