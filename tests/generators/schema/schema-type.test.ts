import { expect, test } from "@jest/globals";
import { isMap, mainType, typesOf } from "#generators/schema/schema-type.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

const ROWS: readonly (readonly [JsonSchema, string])[] = [
  [{ type: ["null", "string"] }, "string"],
  [{ enum: [1, 2] }, "integer"],
  [{ const: true }, "boolean"],
  [{ properties: {} }, "object"],
  [{ items: {} }, "array"],
  [{ minimum: 1 }, "number"],
  [{}, "string"],
];

test.each(ROWS)("%j is for the type %s", (schema, type) => {
  expect(mainType(schema)).toBe(type);
});

test("null is one of a schema's types", () => {
  expect(typesOf({ type: ["string", "null"] })).toEqual(["string", "null"]);
});

test("an object with members of its own is no map", () => {
  expect(isMap({ type: "object", additionalProperties: { type: "string" } })).toBe(true);
  expect(isMap({ type: "object", properties: {} })).toBe(false);
});
