import { expect, test } from "@jest/globals";
import { keySpace, valueSchema } from "#generators/schema/map-schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

test.each<JsonSchema>([
  {},
  { type: "string", minLength: 2, maxLength: 3 },
  { type: "string", pattern: "^[a-c]+$" },
  { type: "string", enum: ["one", "two"] },
])("keys of a map whose names are %j keep that", (propertyNames) => {
  const keys = keySpace({ type: "object", propertyNames }).shortest(2);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(compileValidator(propertyNames)(key)).toEqual([]);
});

test("a map that says nothing of its names takes any, the empty one first", () => {
  expect(keySpace({ type: "object" }).shortest(1)).toEqual([""]);
});

test("values are of the map's own schema, or texts of a character and more", () => {
  const numbers: JsonSchema = { type: "integer" };
  expect(valueSchema({ type: "object", additionalProperties: numbers })).toBe(numbers);
  expect(valueSchema({ type: "object", additionalProperties: true })).toEqual({ type: "string", minLength: 1 });
  expect(valueSchema({ type: "object" })).toEqual({ type: "string", minLength: 1 });
});
