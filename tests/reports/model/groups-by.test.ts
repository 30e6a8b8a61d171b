import { expect, test } from "@jest/globals";
import { groupsBy } from "#reports/model/groups-by.ts";

test("items that share a key stand together, in the order in which they come up", () => {
  expect(groupsBy(["beta", "alpha", "bravo"], (word) => word.charAt(0))).toEqual([["beta", "bravo"], ["alpha"]]);
});

test("parts of a key are told apart, whatever stands in them", () => {
  const items = [
    ["a", "b\nc"],
    ["a\nb", "c"],
    ["a", "b\nc"],
  ];
  expect(groupsBy(items, (parts) => parts)).toEqual([[items[0], items[2]], [items[1]]]);
});

test("what has no key stands alone, in its place", () => {
  const keyOf = (word: string) => (word === "none" ? undefined : word.charAt(0));
  expect(groupsBy(["none", "beta", "none", "bravo"], keyOf)).toEqual([["none"], ["beta", "bravo"], ["none"]]);
});
