import { unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** Ids of what the sources are silent on in an input: the contract's unspecified classes, and members of no schema. */
export function unspecifiedIn(schema: JsonSchema, value: JsonValue): string[] {
  return [...unspecifiedClasses(schema, value).map(({ id }) => id), ...unknownMembers(schema, value)];
}

function unknownMembers(schema: JsonSchema, value: JsonValue): string[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    // What nothing is said of may go on as deep as it likes.
    return items === undefined ? [] : value.flatMap((item) => unknownMembers(items, item));
  }
  if (!isJsonObject(value)) return [];
  const { properties, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, member]) => {
    const known = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const inner = known ?? additionalProperties;
    if (typeof inner === "object") return unknownMembers(inner, member);
    return known === undefined && properties !== undefined ? ["unknown-member"] : [];
  });
}
