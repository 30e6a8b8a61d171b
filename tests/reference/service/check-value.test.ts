import { expect, test } from "@jest/globals";
import { checkValue, keepsStrictly } from "#reference/service/input/check-value.ts";
import { readShape } from "#reference/service/model/read-shape.ts";

const pair = { type: "object", properties: { a: { type: "number" }, b: { type: "number" } } };
const check = (items: object, list: readonly unknown[], enforced = true) =>
  checkValue(
    list,
    readShape({ type: "array", uniqueItems: true, items }, {}),
    "/list",
    keepsStrictly({ enforces: () => enforced, tightens: () => false }),
  )?.sentence;

test.each<[string, object, readonly unknown[], boolean]>([
  ["texts that differ", { type: "string" }, ["a", "A", ""], true],
  ["a text twice", { type: "string" }, ["a", "b", "a"], false],
  ["a number and its text", {}, [1, "1"], true],
  ["objects that differ", pair, [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }], true],
  [
    "an object twice, its members in another order",
    pair,
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    false,
  ],
])("of a list whose items must differ: %s", (_what, items, list, holds) => {
  const complaint = holds ? undefined : "The value at /list must have no item twice.";
  expect(check(items, list)).toBe(complaint);
  expect(check(items, list, false)).toBeUndefined();
});
