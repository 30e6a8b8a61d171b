import { validatorOf } from "../../generators/schema/compiled.ts";
import { isJsonObject, type JsonValue } from "../../spec/json/json.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";

/** Ids of the classes of values in an input on which the sources are silent, unknown members among them. */
export function unspecifiedIn(schema: JsonSchema, value: JsonValue): string[] {
  const found: string[] = [];
  collect(schema, value, found);
  return found;
}

function collect(schema: JsonSchema, value: JsonValue, found: string[]): void {
  for (const silent of schema["x-unspecified"] ?? []) {
    if (validatorOf(silent.when).accepts(value)) found.push(silent.id);
  }
  if (isJsonObject(value)) collectMembers(schema, value, found);
  else if (Array.isArray(value) && schema.items !== undefined) {
    for (const item of value) collect(schema.items, item, found);
  }
}

function collectMembers(schema: JsonSchema, value: Record<string, JsonValue>, found: string[]): void {
  for (const name of Object.keys(value)) {
    const member = value[name] as JsonValue;
    const known = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    const inner = known ? schema.properties[name] : schema.additionalProperties;
    if (schema.propertyNames !== undefined) collect(schema.propertyNames, name, found);
    if (typeof inner === "object") collect(inner, member, found);
    else if (!known && schema.properties !== undefined) found.push("unknown-member");
  }
}
