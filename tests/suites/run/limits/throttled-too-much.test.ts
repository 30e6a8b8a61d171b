import { describe, expect, test } from "@jest/globals";
import { paceSeen } from "#suites/run/limits/throttled-too-much.ts";

const WINDOW = { since: 1_000, requests: 500, throttled: 100 };

test.each([
  ["before a minute has passed", 60_999, false],
  ["once it has", 61_000, true],
] as const)("a window is over %s: at %i, %s", (_when, now, over) => {
  expect(paceSeen(WINDOW, WINDOW, now)).toEqual({ isOver: over });
});

const isChoked = (...seen: Parameters<typeof paceSeen>): boolean => paceSeen(...seen).why !== undefined;

describe("in a minute", () => {
  test.each([
    ["half throttled, and little got through", 200, 100, true],
    ["just too little got through", 329, 30, true],
    ["just enough got through", 330, 30, false],
    ["few were throttled", 100, 29, false],
    ["nothing was throttled, but the endpoint is slow", 30, 0, false],
  ] as const)("%s: of %i attempts %i, %s", (_what, attempts, throttled, choked) => {
    const traffic = { requests: WINDOW.requests + attempts, throttled: WINDOW.throttled + throttled };
    expect(isChoked(WINDOW, traffic, 61_000)).toBe(choked);
  });

  test("and in two of them twice as much counts", () => {
    const traffic = { requests: WINDOW.requests + 640, throttled: WINDOW.throttled + 60 };
    expect(isChoked(WINDOW, traffic, 121_000)).toBe(true);
    expect(isChoked(WINDOW, { ...traffic, throttled: WINDOW.throttled + 59 }, 121_000)).toBe(false);
  });
});

describe("where one operation was never answered otherwise", () => {
  const refused = { operation: "DescribeCluster", attempts: 30, status: 503 };
  const traffic = { requests: WINDOW.requests + 60, throttled: WINDOW.throttled + 30, alwaysRefused: refused };

  test("twenty seconds and thirty attempts are enough, and are told", () => {
    expect(paceSeen(WINDOW, traffic, 21_000)).toEqual({
      isOver: true,
      why: "the endpoint answered each of 30 attempts of DescribeCluster with 503, at whatever pace they came",
    });
  });

  test.each([
    ["before", traffic, 20_999],
    ["for fewer attempts", { ...traffic, alwaysRefused: { ...refused, attempts: 29 } }, 21_000],
    ["while enough else gets through", { ...traffic, requests: WINDOW.requests + 130 }, 21_000],
    ["where it was answered", { ...traffic, alwaysRefused: undefined }, 21_000],
  ] as const)("nothing ends %s", (_when, seen, now) => {
    expect(paceSeen(WINDOW, seen, now)).toEqual({ isOver: false });
  });
});
