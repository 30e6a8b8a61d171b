import { expect, test } from "@jest/globals";
import { timeLeft } from "../../../cli/run/progress.ts";

test.each([
  [-5, "less than a minute left"],
  [59, "less than a minute left"],
  [60, "about 1 min left"],
  [601, "about 11 min left"],
])("%d seconds: %s", (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});
