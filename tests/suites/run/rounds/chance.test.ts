import { describe, expect, test } from "@jest/globals";
import {
  failsTooOften,
  losesTooOften,
  roundsBeyondChance,
  weightOfRound,
} from "../../../../suites/run/rounds/chance.ts";

/** The fewest failures among so many requests that are no chance. */
function fewestOf(requests: number): number {
  let failures = 0;
  while (!failsTooOften({ failures, requests })) failures += 1;
  return failures;
}

describe("failures of a server", () => {
  test.each([
    [3, 3],
    [20, 4],
    [50, 6],
    [100, 7],
    [1_000, 25],
    [4_535, 91],
    [100_000, 2_001],
  ])("among %i requests are no chance from %i on", (requests, fewest) => {
    expect(fewestOf(requests)).toBe(fewest);
  });

  test("of one in fifty are chance, however many requests there are", () => {
    for (const failures of [1, 10, 100, 1_000]) {
      expect(failsTooOften({ failures, requests: failures * 50 })).toBe(false);
    }
  });
});

test("a third cluster that is lost is no chance", () => {
  expect([1, 2, 3].map(losesTooOften)).toEqual([false, false, true]);
});

test.each([
  [1, 2],
  [2, 3],
  [10, 3],
  [11, 4],
  [100, 4],
])("where %i cases have failed, one of them must fail in %i rounds", (cases, rounds) => {
  expect(roundsBeyondChance(cases)).toBe(rounds);
});

test.each([
  [1, 1, 1],
  [1, 10, 1],
  [1, 30, 0.59],
  [1, 100, 0.2],
  [5, 100, 1],
])("%i failures among %i requests weigh %f of what is no chance in one round", (failures, requests, weight) => {
  expect(weightOfRound({ failures, requests })).toBeCloseTo(weight, 1);
});

test("of one operation a server may fail as often as of the others", () => {
  const one = { failures: 14, requests: 400 };
  expect(failsTooOften(one)).toBe(true);
  expect(failsTooOften(one, { failures: 0, requests: 0 })).toBe(true);
  expect(failsTooOften(one, { failures: 10, requests: 10_000 })).toBe(true);
  expect(failsTooOften(one, { failures: 190, requests: 10_000 })).toBe(false);
});
