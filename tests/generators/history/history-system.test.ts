import { expect, test } from "@jest/globals";
import { HistoryMismatch } from "../../../generators/history/history-system.ts";

test("a mismatch keeps what the step was about, and says expected and received in a line", () => {
  const foretold = { expectation: "describe-present", name: "one" } as const;
  const mismatch = new HistoryMismatch(foretold, "one in the list", "not listed");
  expect(mismatch.foretold).toBe(foretold);
  expect(String(mismatch)).toBe("HistoryMismatch: describe-present: expected one in the list, received not listed");
});
