import { expect, test } from "@jest/globals";
import { HistoryMismatch } from "../../../generators/history/history-system.ts";

test("a mismatch keeps apart what was expected and received, and says both in a line", () => {
  const mismatch = new HistoryMismatch("list-all", "one in the list", "not listed");
  expect(mismatch).toMatchObject({ expectation: "list-all", expected: "one in the list", received: "not listed" });
  expect(String(mismatch)).toBe("HistoryMismatch: list-all: expected one in the list, received not listed");
});
