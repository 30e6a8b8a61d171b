import { describe, expect, test } from "@jest/globals";
import type { Judgement } from "../../../suites/record/record.ts";
import type { Verdict } from "../../../suites/record/verdict.ts";
import { Repeated, type RoundSeen, whyLookAgain } from "../../../suites/run/second-look.ts";

const OWN = "register.valid";

function judged(verdict: Verdict, requirement = OWN): Judgement {
  return { requirement, verdict, expected: "x", received: "y" };
}

/** The first round of a case that passed, but for what is said otherwise. */
function seen(parts: Partial<RoundSeen> = {}): RoundSeen {
  const nothing = { round: 1, disturbed: false, failed: [], failedBefore: false, settled: false };
  return { requirements: [OWN], judgements: [judged("pass")], repeated: new Repeated(), ...nothing, ...parts };
}

describe("a server that failed", () => {
  test("is looked at again once", () => {
    expect(whyLookAgain(seen({ failed: [OWN] }))).toBe("failed-once");
    expect(whyLookAgain(seen({ failed: [OWN], failedBefore: true, round: 2 }))).toBeUndefined();
  });

  test("is not where all of it was seen twice before", () => {
    const repeated = new Repeated();
    repeated.add([OWN]);
    expect(whyLookAgain(seen({ failed: [OWN], repeated }))).toBeUndefined();
    expect(whyLookAgain(seen({ failed: [OWN, "api.answers"], repeated }))).toBe("failed-once");
  });
});

describe("disturbed traffic", () => {
  test.each<[Verdict, string, boolean]>([
    ["fail", OWN, true],
    ["fail", "api.json", true],
    ["warn", OWN, true],
    ["warn", "api.json", false],
    ["inconclusive", OWN, true],
    ["inconclusive", "api.json", false],
    ["pass", OWN, false],
    ["info", OWN, false],
  ])("a %s of %s", (verdict, requirement, again) => {
    const judgements = [judged(verdict, requirement)];
    expect(whyLookAgain(seen({ judgements, disturbed: true }))).toBe(again ? "disturbed" : undefined);
    expect(whyLookAgain(seen({ judgements }))).toBeUndefined();
  });
});

test("the fourth round is the last, and one that settles it too", () => {
  const doubtful = seen({ judgements: [judged("fail")], disturbed: true, failed: [OWN] });
  expect(whyLookAgain({ ...doubtful, round: 3 })).toBe("failed-once");
  expect(whyLookAgain({ ...doubtful, round: 4 })).toBeUndefined();
  expect(whyLookAgain({ ...doubtful, settled: true })).toBeUndefined();
});
