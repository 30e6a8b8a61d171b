import { expect, test } from "@jest/globals";
import { groupsBy } from "../../../reports/model/groups-by.ts";

test("items that share a key stand together, in the order in which they come up", () => {
  expect(groupsBy(["beta", "alpha", "bravo"], (word) => word.charAt(0))).toEqual([["beta", "bravo"], ["alpha"]]);
});
