import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  failsRun,
  isFinding,
  isJudged,
  isThere,
  isWorse,
  severity,
  type Verdict,
  type VerdictCounts,
  VERDICT_WORDS,
  verdictOfCounts,
  VERDICTS,
  worst,
} from "#suites/record/verdicts/verdict.ts";

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

type Counted = keyof VerdictCounts;

const NONE: VerdictCounts = { pass: 0, fail: 0, warn: 0, info: 0, inconclusive: 0, error: 0 };
const FROM_BEST: readonly Counted[] = ["pass", "info", "warn", "inconclusive", "fail", "error"];

describe("what the counts of a requirement come to", () => {
  test.each<[Partial<VerdictCounts>, Verdict | undefined]>([
    [{}, undefined],
    [{ pass: 1 }, "pass"],
    [{ info: 1 }, "info"],
    [{ warn: 1 }, "warn"],
    [{ fail: 1 }, "fail"],
    [{ error: 1 }, "error"],
    [{ inconclusive: 1 }, "inconclusive"],
    [{ pass: 9, info: 9 }, "pass"],
    [{ pass: 9, info: 9, warn: 1 }, "warn"],
    [{ pass: 9, warn: 9, inconclusive: 9, fail: 1 }, "fail"],
    [{ pass: 9, fail: 9, inconclusive: 9, error: 1 }, "error"],
    [{ inconclusive: 9, fail: 1 }, "fail"],
    [{ inconclusive: 9, error: 1 }, "error"],
    [{ pass: 2, inconclusive: 2 }, "pass"],
    [{ pass: 2, inconclusive: 3 }, "inconclusive"],
    [{ warn: 2, inconclusive: 2 }, "warn"],
    [{ warn: 2, inconclusive: 3 }, "inconclusive"],
    [{ info: 2, inconclusive: 2 }, "info"],
    [{ info: 2, inconclusive: 3 }, "inconclusive"],
    [{ pass: 1, warn: 1, info: 1, inconclusive: 3 }, "warn"],
    [{ pass: 1, warn: 1, info: 1, inconclusive: 4 }, "inconclusive"],
  ])("%j", (counts, verdict) => {
    expect(verdictOfCounts({ ...NONE, ...counts })).toBe(verdict);
  });
});

describe("laws of counts", () => {
  const counts: fc.Arbitrary<VerdictCounts> = fc.record({
    pass: fc.nat({ max: 5 }),
    fail: fc.nat({ max: 1 }),
    warn: fc.nat({ max: 3 }),
    info: fc.nat({ max: 3 }),
    inconclusive: fc.nat({ max: 8 }),
    error: fc.nat({ max: 1 }),
  });
  const rankOf = (verdict: Verdict | undefined): number => FROM_BEST.indexOf((verdict ?? "pass") as Counted);
  const and = (before: VerdictCounts, more: Counted): VerdictCounts => ({ ...before, [more]: before[more] + 1 });

  test("a failing, a broken or an inconclusive case never makes the verdict better", () => {
    fc.assert(
      fc.property(counts, fc.constantFrom<Counted>("fail", "error", "inconclusive"), (before, more) => {
        expect(rankOf(verdictOfCounts(and(before, more)))).toBeGreaterThanOrEqual(rankOf(verdictOfCounts(before)));
      }),
    );
  });

  test("a passing case never makes it worse", () => {
    fc.assert(
      fc.property(counts, (before) => {
        expect(rankOf(verdictOfCounts(and(before, "pass")))).toBeLessThanOrEqual(
          Math.max(rankOf(verdictOfCounts(before)), rankOf("pass")),
        );
      }),
    );
  });

  test("the verdict is that of a case that was there", () => {
    fc.assert(
      fc.property(counts, (some) => {
        const verdict = verdictOfCounts(some);
        if (verdict === undefined) expect(some).toEqual(NONE);
        else expect(some[verdict as Counted]).toBeGreaterThan(0);
      }),
    );
  });

  test("among conclusive cases the worst decides, but a pass outweighs what was only observed", () => {
    fc.assert(
      fc.property(counts, (some) => {
        const conclusive = { ...some, inconclusive: 0 };
        const order: readonly Counted[] = ["error", "fail", "warn", "pass", "info"];
        expect(verdictOfCounts(conclusive)).toBe(order.find((verdict) => conclusive[verdict] > 0));
      }),
    );
  });
});
