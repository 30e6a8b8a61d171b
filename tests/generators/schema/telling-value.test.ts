import { expect, test } from "@jest/globals";
import { tellingSeveral, tellingValue } from "#generators/schema/telling-value.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";

const CONTEXT = { prefix: "t-", fixtures: {}, dictionary: [] };
const text: JsonSchema = { type: "string", minLength: 1, maxLength: 9 };

const config: JsonSchema = {
  type: "object",
  properties: {
    groups: { type: "array", items: text, maxItems: 3 },
    labels: { type: "object", additionalProperties: text },
    size: { type: ["integer", "null"], minimum: 2 },
    mode: { type: "string", enum: ["A", "B"] },
  },
};

test("no list and no map of it is empty, and every member is there", () => {
  const value = tellingValue(config, CONTEXT, "s") as { groups: unknown[]; labels: object };
  expect(Object.keys(value).sort()).toEqual(["groups", "labels", "mode", "size"]);
  expect(value.groups).toHaveLength(1);
  expect(Object.keys(value.labels)).toHaveLength(1);
});

test("the entries of a map tell as much", () => {
  const value = tellingValue({ type: "object", additionalProperties: config }, CONTEXT, "s") as object;
  expect(Object.values(value).map((entry: object) => Object.keys(entry).sort())).toEqual([
    ["groups", "labels", "mode", "size"],
  ]);
});

test("it is valid", () => {
  expect(validatorOf(config).accepts(tellingValue(config, CONTEXT, "s") ?? null)).toBe(true);
});

test("it ends where a shape holds itself", () => {
  const node: { type: "object"; properties: Record<string, JsonSchema> } = {
    type: "object",
    properties: { name: text },
  };
  node.properties["next"] = node;
  expect(JSON.stringify(tellingValue(node, CONTEXT, "s")).match(/next/g)).toHaveLength(3);
});

test("a list has an item even where no further shape is opened, since logs of no type are none", () => {
  const types: JsonSchema = { type: "array", items: { type: "string", enum: ["api", "audit"] } };
  const setup: JsonSchema = { type: "object", properties: { types, enabled: { type: "boolean" } } };
  const logging: JsonSchema = { type: "object", properties: { setups: { type: "array", items: setup } } };
  expect(tellingValue(logging, CONTEXT, "s")).toEqual({ setups: [{ types: ["api"], enabled: expect.any(Boolean) }] });
});

test("of a shape without members there is none", () => {
  expect(tellingValue({ type: "object", properties: {} }, CONTEXT, "s")).toBeUndefined();
});

test("of a list and of a map there are two entries, where so many are allowed", () => {
  const lists: JsonSchema = { type: "array", items: text };
  const maps: JsonSchema = { type: "object", additionalProperties: text };
  const sizes = [lists, { ...lists, maxItems: 1 }, maps, { ...maps, maxProperties: 1 }].map(
    (schema) => Object.keys(tellingSeveral(schema, CONTEXT, "s") ?? {}).length,
  );
  expect(sizes).toEqual([2, 1, 2, 1]);
});
