import { expect, test } from "@jest/globals";
import { evenly } from "#generators/schema/evenly.ts";

test.each([
  [[1, 2, 3], 3, [1, 2, 3]],
  [[1, 2, 3, 4], 3, [1, 3, 4]],
  [[1, 2, 3, 4, 5, 6, 7], 3, [1, 4, 6]],
  [[1, 2, 3, 4, 5, 6], 2, [1, 4]],
  [[], 5, []],
  [[1, 2], 0, []],
])("%j, %i at most", (values, most, some) => {
  expect(evenly(values, most)).toEqual(some);
});
