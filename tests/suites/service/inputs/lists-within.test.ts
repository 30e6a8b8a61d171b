import { expect, test } from "@jest/globals";
import { listsWithin } from "#suites/service/cases/inputs/emptied-lists.ts";

const texts = { type: "array", items: { type: "string" } } as const;
const schema = {
  type: "object",
  properties: {
    groups: texts,
    some: { ...texts, minItems: 1 },
    network: { type: "object", properties: { cidrs: texts, zone: { type: "string" } } },
    logs: { type: "array", items: { type: "object", properties: { types: texts } } },
    one: { "x-union": true, type: "object", properties: { cidrs: texts } },
  },
} as const;

test("the lists of a value are those that may be empty, and that nothing merges by item", () => {
  const value = {
    groups: ["a"],
    some: ["b"],
    network: { cidrs: ["c"], zone: "z" },
    logs: [{ types: ["d"] }],
    one: { cidrs: ["e"] },
    unknown: ["f"],
  };
  expect(listsWithin(value, schema)).toEqual([
    { at: "/groups", value: ["a"] },
    { at: "/network/cidrs", value: ["c"] },
  ]);
  expect(listsWithin({ groups: [] }, schema)).toEqual([]);
});
