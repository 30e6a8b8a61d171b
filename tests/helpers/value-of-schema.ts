import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";

/** A value of a response's schema, with every member that the schema names. */
export function sampleOf(schema: JsonSchema): JsonValue {
  const [first] = (schema.enum ?? []).filter((value) => value !== null);
  if (first !== undefined) return first;
  switch (typesOf(schema).find((type) => type !== "null")) {
    case "object":
      return objectOf(schema);
    case "array":
      return [sampleOf(schema.items ?? {})];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    default:
      return "text";
  }
}

function objectOf({ properties = {} }: JsonSchema): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, sampleOf(member)]));
}

function typesOf({ type }: JsonSchema): readonly JsonType[] {
  if (type === undefined) return [];
  return typeof type === "string" ? [type] : type;
}
