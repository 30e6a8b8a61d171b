import { expect, test } from "@jest/globals";
import { barOf } from "#cli/run/mutating/rounds-progress.ts";

test.each([
  [0, "░░░░░░░░░░░░░░░░"],
  [0.5, "████████░░░░░░░░"],
  // Full only where all is done.
  [0.999, "███████████████░"],
  [1, "████████████████"],
])("of %d done the bar is %s", (share, bar) => expect(barOf(share)).toBe(bar));
