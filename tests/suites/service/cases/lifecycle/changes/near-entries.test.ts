import { expect, test } from "@jest/globals";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { nearEntries, sameEntry } from "#suites/service/cases/lifecycle/changes/near-entries.ts";

const GENERATION = { prefix: "ecf-0000000-", fixtures: {} };
const KEYS: JsonSchema = { type: "object", additionalProperties: { type: "string" } };
const ITEMS: JsonSchema = {
  type: "array",
  items: {
    type: "object",
    properties: { key: { type: "string" }, value: { type: "string" }, effect: { enum: ["STAY", "GO"] } },
  },
};

test("a key has one in another case, and one that begins with it", () => {
  const near = nearEntries({ key: "a1", value: "v" }, { schema: KEYS, by: [] }, GENERATION);
  expect(near).toEqual([
    { key: "A1", value: "v" },
    { key: "a1-b", value: "v" },
  ]);
});

test("a key of no letters has none in another case, and none has a key that the schema does not take", () => {
  const short = { ...KEYS, propertyNames: { maxLength: 2 } };
  expect(nearEntries({ key: "11", value: "v" }, { schema: short, by: [] }, GENERATION)).toEqual([]);
});

test("an item has one for each member that tells it apart, which differs in that alone", () => {
  const value = { key: "k", value: "v", effect: "STAY" };
  const near = nearEntries({ value }, { schema: ITEMS, by: ["/key", "/effect"] }, GENERATION);
  expect(near).toHaveLength(2);
  expect(near[0]?.value).toMatchObject({ value: "v", effect: "STAY" });
  expect(near[0]?.value).not.toMatchObject({ key: "k" });
  expect(near[1]?.value).toEqual({ ...value, effect: "GO" });
});

test("an item of which nothing says what tells it apart has none", () => {
  expect(nearEntries({ value: { key: "k" } }, { schema: ITEMS, by: [] }, GENERATION)).toEqual([]);
});

test("an item that is not told apart differs in the rest alone, and there is none without a rest", () => {
  const value = { key: "k", value: "v", effect: "STAY" };
  const same = sameEntry({ value }, { schema: ITEMS, by: ["/key", "/effect"] }, GENERATION)?.value;
  expect(same).toMatchObject({ key: "k", effect: "STAY" });
  expect(same).not.toEqual(value);
  expect(sameEntry({ value }, { schema: ITEMS, by: ["/key", "/value", "/effect"] }, GENERATION)).toBeUndefined();
});
