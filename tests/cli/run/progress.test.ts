import { expect, test } from "@jest/globals";
import { progressLine, timeLeft } from "../../../cli/run/progress.ts";

test.each([
  [-5, "less than a minute left"],
  [59, "less than a minute left"],
  [60, "about 1 min left"],
  [601, "about 11 min left"],
])("%d seconds: %s", (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});

const DONE = { cases: 30, sent: 100, failures: 1, seconds: 10 };

test("a run whose pace is not known tells its rate", () => {
  expect(progressLine(DONE, {})).toBe("30 cases, 3/s, 1 failed");
});

test("a run whose cost is known tells how much of it is done, and how long the rest takes at its pace", () => {
  expect(progressLine(DONE, { cases: 700, requests: 1000, rps: 2 })).toBe(
    "30 of about 700 cases, 1 failed, about 8 min left",
  );
});
