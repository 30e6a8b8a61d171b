import { describe, expect, test } from "@jest/globals";
import { failsTooOften, losesTooOften, roundsBeyondChance } from "../../../../suites/run/rounds/chance.ts";

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
