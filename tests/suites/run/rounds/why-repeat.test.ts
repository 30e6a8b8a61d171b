import { describe, expect, test } from "@jest/globals";
import type { Judgement } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import {
  type RecurringFailure,
  recurringBy,
  Repeated,
  type RoundSeen,
  whyRepeat,
} from "#suites/run/rounds/why-repeat.ts";
import type { Failing, ServerFailure } from "#suites/session/server-errors.ts";

const OWN = "register.valid";

function judged(verdict: Verdict, requirement = OWN): Judgement {
  return { requirement, verdict, expected: "x", received: "y" };
}

/** The first round of a case that passed, but for what is said otherwise. */
function seen(parts: Partial<RoundSeen> = {}): RoundSeen {
  const nothing = { round: 1, disturbed: false, recurring: [], diedBeside: false, settled: false };
  return { requirements: [OWN], judgements: [judged("pass")], repeated: new Repeated(), ...nothing, ...parts };
}

const ONCE: Failing = { failures: 1, requests: 1 };

function failed(requirement: string, failing = ONCE, operation = "RegisterCluster", among = 1): ServerFailure {
  return { requirement, operation, failing, among };
}

/** What recurs after as many more rounds as that, in each of which the server failed at these. */
function failing(again: number, ...failures: readonly ServerFailure[]): readonly RecurringFailure[] {
  return Array.from({ length: again + 1 }).reduce<readonly RecurringFailure[]>(
    (earlier) => recurringBy(earlier, failures),
    [],
  );
}

/** Of a run in which the server failed so often, and not again in the next round. */
function passing(times: number): Repeated {
  const repeated = new Repeated();
  for (let each = 0; each < times; each += 1) repeated.pass();
  return repeated;
}

/** In how many rounds it is looked at if the server fails so in each of them. */
function roundsOf(repeated: Repeated, ...failures: readonly ServerFailure[]): number {
  let round = 1;
  while (whyRepeat(seen({ recurring: failing(round - 1, ...failures), round, repeated })) === "failed") round += 1;
  return round;
}

describe("a server that failed", () => {
  test("is looked at again once", () => {
    expect(roundsOf(new Repeated(), failed(OWN))).toBe(2);
  });

  test("must fail more often in a row in a case of many operations, each of which may fail", () => {
    expect(roundsOf(new Repeated(), failed(OWN, ONCE, "RegisterCluster", 8))).toBe(3);
  });

  test.each([
    ["never", 0, 2],
    ["once", 1, 3],
    ["four times", 4, 3],
    ["five times", 5, 3],
    ["eight times", 8, 4],
    ["24 times", 24, 4],
    ["111 times", 111, 5],
    ["200 times", 200, 6],
  ])("must fail more often in a row where failures have passed %s", (_often, passed, needed) => {
    const repeated = passing(passed);
    expect(roundsOf(repeated, failed(OWN))).toBe(needed);
    expect(repeated.isBeyondChance(failing(needed - 1, failed(OWN)))).toBe(true);
    expect(repeated.isBeyondChance(failing(needed - 2, failed(OWN)))).toBe(false);
  });

  test.each([
    [1, 2, 2],
    [1, 10, 4],
    [9, 10, 2],
    [3, 100, 6],
    [9, 100, 2],
  ])("in %i of so many as %i requests of a round must do so in more rounds: %i", (failures, requests, rounds) => {
    expect(roundsOf(new Repeated(), failed(OWN, { failures, requests }))).toBe(rounds);
  });

  test("is not where all of it was seen twice before", () => {
    const repeated = new Repeated();
    repeated.add([OWN]);
    expect(roundsOf(repeated, failed(OWN))).toBe(1);
    expect(roundsOf(repeated, failed(OWN), failed("api.answers"))).toBe(2);
  });
});

describe("a failure recurs", () => {
  const [first, second, third] = [failed("a"), failed("b"), failed("c")];

  test("where the same requirement is not met at the same operation", () => {
    const once = recurringBy([], [first, second]);
    const none = { failures: 0, requests: 0 };
    expect(once).toEqual([
      { ...first, again: none },
      { ...second, again: none },
    ]);
    expect(recurringBy(once, [{ ...second }, third])).toEqual([{ ...second, again: ONCE }]);
  });

  test.each([
    ["another requirement", third],
    ["another operation", failed("a", ONCE, "DescribeCluster")],
  ])("not where it is %s: that one has failed once", (_what, other) => {
    expect(recurringBy(failing(1, first), [other])).toEqual(failing(0, other));
  });

  test("not over a round in which nothing did", () => {
    expect(recurringBy(recurringBy(failing(1, first), []), [first])).toEqual(failing(0, first));
  });

  test("in one of six rounds at most: what differs each time is chance", () => {
    const often = [1, 5, 6].map((round) => whyRepeat(seen({ recurring: failing(0, first), round })));
    expect(often).toEqual(["failed", "failed", undefined]);
  });

  test("by all that failed of what the rounds after the first sent, and is chance where that is little", () => {
    const weak = failed("a", { failures: 2, requests: 100 });
    expect(failing(2, weak)).toEqual([{ ...weak, again: { failures: 4, requests: 200 } }]);
    expect(roundsOf(new Repeated(), weak)).toBe(6);
    expect(new Repeated().isBeyondChance(failing(5, weak))).toBe(false);
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
  expect(whyRepeat({ ...doubtful, round: 4, recurring: failing(0, failed(OWN)) })).toBe("failed");
  expect(whyRepeat({ ...doubtful, round: 5, recurring: failing(1, failed(OWN)) })).toBeUndefined();
  expect(whyRepeat({ ...doubtful, round: 4 })).toBeUndefined();
  expect(whyRepeat({ ...doubtful, settled: true })).toBeUndefined();
});
