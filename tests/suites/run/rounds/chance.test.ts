import { describe, expect, test } from "@jest/globals";
import { failsTooOften, losesTooOften } from "#suites/run/rounds/chance.ts";

/** The fewest failures among so many requests that are no chance. */
function fewestOf(requests: number, looks = 1): number {
  let failures = 0;
  while (!failsTooOften({ failures, requests }, looks)) failures += 1;
  return failures;
}

describe("failures of a server", () => {
  test.each([
    [1, 1],
    [3, 2],
    [20, 3],
    [50, 4],
    [100, 6],
    [1_000, 29],
    [100_000, 2_075],
  ])("among %i requests are no chance from %i on, in one look", (requests, fewest) => {
    expect(fewestOf(requests)).toBe(fewest);
  });

  test("must be more, the more looks there are", () => {
    expect([1, 4, 70, 1_000].map((looks) => fewestOf(100, looks))).toEqual([6, 7, 9, 10]);
  });

  test("of one in fifty are chance, however many requests there are", () => {
    for (const failures of [1, 10, 100, 1_000]) {
      expect(failsTooOften({ failures, requests: failures * 50 }, 1)).toBe(false);
    }
  });

  test("are chance where there are none", () => {
    expect(failsTooOften({ failures: 0, requests: 0 }, 1)).toBe(false);
  });
});

test("a third cluster that is lost is no chance", () => {
  expect([1, 2, 3].map(losesTooOften)).toEqual([false, false, true]);
});
