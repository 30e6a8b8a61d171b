import { expect, test } from "@jest/globals";
import { embed, type Arrangement } from "#generators/boundary/embed.ts";
import { schemaLocationAt } from "#generators/schema/schema-location.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";

function valuesAround(value: JsonValue, arrangement: Arrangement): JsonValue[] {
  const { steps } = schemaLocationAt(CLUSTER_LIKE, "/properties/tags/additionalProperties");
  const input = embed(CLUSTER_LIKE, steps, value, { context: CONTEXT, salt: "salt", arrangement });
  const tags = isJsonObject(input) ? input["tags"] : undefined;
  return isJsonObject(tags) ? Object.values(tags) : [];
}

test("alone, a value is the only one of its map", () => {
  expect(valuesAround(null, "alone")).toEqual([null]);
});

test("plainly, it has a valid value beside it", () => {
  expect(valuesAround(null, "plain")).toEqual([null, expect.stringMatching(/^[a-z0-9]+$/)]);
});

test("in a full map it stands first or last of fifty", () => {
  expect(valuesAround(null, "first-of-full").indexOf(null)).toBe(0);
  expect(valuesAround(null, "last-of-full").indexOf(null)).toBe(49);
});

const STRUCTURE: JsonSchema = { type: "object", properties: { name: { type: "string" } } };

test.each([
  ["list", { type: "array", items: STRUCTURE }, "/items/properties/name"],
  ["map", { type: "object", additionalProperties: STRUCTURE }, "/additionalProperties/properties/name"],
] as const)("in a structure of a %s it has no empty structure beside it", (_of, schema: JsonSchema, pointer) => {
  const { steps } = schemaLocationAt(schema, pointer);
  const around = embed(schema, steps, 7, { context: CONTEXT, salt: "salt", arrangement: "plain" });
  expect(Object.values(around ?? {})).toEqual([{ name: 7 }]);
});

test("of the only key that a map may have, the value stands alone, and so does the key itself", () => {
  const keys = { type: "string", enum: ["only"] } as const;
  const schema: JsonSchema = { type: "object", propertyNames: keys, additionalProperties: { type: "string" } };
  const { steps } = schemaLocationAt(schema, "/additionalProperties");
  const how = { context: CONTEXT, salt: "salt", arrangement: "plain" } as const;
  expect(embed(schema, steps, 7, how)).toEqual({ only: 7 });
  const key = [{ kind: "key" }] as const;
  expect(Object.keys(embed(schema, key, "other", how) ?? {})).toEqual(["other"]);
  expect(Object.keys(embed(schema, key, "only", { ...how, arrangement: "alone" }) ?? {})).toEqual(["only"]);
});
