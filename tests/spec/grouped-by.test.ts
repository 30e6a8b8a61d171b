import { expect, test } from "@jest/globals";
import { groupedBy } from "#spec/grouped-by.ts";

test("items stand by their key in their order, the keys in the order in which they come up", () => {
  const groups = groupedBy(["beta", "alpha", "bravo", "charlie"], (word) => word.charAt(0));
  expect([...groups]).toEqual([
    ["b", ["beta", "bravo"]],
    ["a", ["alpha"]],
    ["c", ["charlie"]],
  ]);
});

test("of nothing there are no groups", () => {
  expect(groupedBy([], String).size).toBe(0);
});
