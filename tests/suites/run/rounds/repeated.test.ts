import { describe, expect, test } from "@jest/globals";
import type { Judgement } from "../../../../suites/record/record.ts";
import type { Verdict } from "../../../../suites/record/verdicts/verdict.ts";
import {
  type Recurring,
  recurringBy,
  Repeated,
  type RoundSeen,
  whyRepeat,
} from "../../../../suites/run/rounds/repeated.ts";

const OWN = "register.valid";

function judged(verdict: Verdict, requirement = OWN): Judgement {
  return { requirement, verdict, expected: "x", received: "y" };
}

/** The first round of a case that passed, but for what is said otherwise. */
function seen(parts: Partial<RoundSeen> = {}): RoundSeen {
  const nothing = { round: 1, disturbed: false, recurring: undefined, diedBeside: false, settled: false };
  return { requirements: [OWN], judgements: [judged("pass")], repeated: new Repeated(), ...nothing, ...parts };
}

function failing(again: number, ...requirements: readonly string[]): Recurring {
  const failures = requirements.map((requirement) => ({ requirement, operation: "RegisterCluster" }));
  return { failures, again, weight: 1 };
}

describe("a server that failed", () => {
  test("is looked at again once", () => {
    expect(whyRepeat(seen({ recurring: failing(0, OWN) }))).toBe("failed");
    expect(whyRepeat(seen({ recurring: failing(1, OWN), round: 2 }))).toBeUndefined();
  });

  test.each([
    ["never", 0, 2],
    ["once", 1, 3],
    ["nine times", 9, 3],
    ["ten times", 10, 4],
  ])("must fail more often in a row where failures have passed %s", (_often, passed, needed) => {
    const repeated = new Repeated();
    for (let each = 0; each < passed; each += 1) repeated.pass();
    const again = [0, 1, 2, 3].map((before) =>
      whyRepeat(seen({ recurring: failing(before, OWN), round: before + 1, repeated })),
    );
    expect(again.indexOf(undefined) + 1).toBe(needed);
  });

  test("is not where all of it was seen twice before", () => {
    const repeated = new Repeated();
    repeated.add([OWN]);
    expect(whyRepeat(seen({ recurring: failing(0, OWN), repeated }))).toBeUndefined();
    expect(whyRepeat(seen({ recurring: failing(0, OWN, "api.answers"), repeated }))).toBe("failed");
  });
});

describe("a failure recurs", () => {
  const [first, second, third] = ["a", "b", "c"].map((requirement) => ({ requirement, operation: "RegisterCluster" }));
  if (first === undefined || second === undefined || third === undefined) throw new Error("three of three");

  test("where the same requirement is not met at the same operation", () => {
    const once = recurringBy(undefined, [first, second]);
    expect(once).toEqual({ failures: [first, second], again: 0, weight: 1 });
    expect(recurringBy(once, [{ ...second }, third])).toEqual({ failures: [second], again: 1, weight: 1 });
  });

  test.each([
    ["another requirement", third],
    ["another operation", { ...first, operation: "DescribeCluster" }],
  ])("not where it is %s: that one has failed once", (_what, other) => {
    const twice = recurringBy(recurringBy(undefined, [first]), [first]);
    expect(recurringBy(twice, [other])).toEqual({ failures: [other], again: 0, weight: 1 });
  });

  test("in one of six rounds at most: what differs each time is chance", () => {
    const often = [1, 5, 6].map((round) => whyRepeat(seen({ recurring: failing(0, OWN), round })));
    expect(often).toEqual(["failed", "failed", undefined]);
  });

  test("by as much as a round of so many requests weighs, and is not looked for where that is too little", () => {
    const twice = recurringBy(
      recurringBy(undefined, [first], () => 0.2),
      [first],
      () => 0.2,
    );
    expect(twice).toEqual({ failures: [first], again: 0.2, weight: 0.2 });
    const often = [2, 3].map((round) => whyRepeat(seen({ recurring: twice, round })));
    expect(often).toEqual(["failed", undefined]);
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
    expect(whyRepeat(seen({ judgements, disturbed: true }))).toBe(again ? "disturbed" : undefined);
    expect(whyRepeat(seen({ judgements }))).toBeUndefined();
  });
});

test("a failure counts beside whatever was met", () => {
  const judgements = [judged("pass"), judged("fail"), judged("pass")];
  expect(whyRepeat(seen({ judgements, disturbed: true }))).toBe("disturbed");
});

test("a target that died beside several cases is looked at again whatever was judged, up to the fourth round", () => {
  const again = [1, 2, 3, 4].map((round) => whyRepeat(seen({ round, diedBeside: true })));
  expect(again).toEqual(["disturbed", "disturbed", "disturbed", undefined]);
});

test("the fourth round is the last, unless the server fails in it for the first time; one that settles it too", () => {
  const doubtful = seen({ judgements: [judged("fail")], disturbed: true });
  expect(whyRepeat({ ...doubtful, round: 3 })).toBe("disturbed");
  expect(whyRepeat({ ...doubtful, round: 4, recurring: failing(0, OWN) })).toBe("failed");
  expect(whyRepeat({ ...doubtful, round: 5, recurring: failing(1, OWN) })).toBeUndefined();
  expect(whyRepeat({ ...doubtful, round: 4 })).toBeUndefined();
  expect(whyRepeat({ ...doubtful, settled: true })).toBeUndefined();
});
