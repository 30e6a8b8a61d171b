import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { acceptedEnum } from "./baseline.ts";

/**
 * Another value of the same form: a later one of an enumeration, a higher number, wherever the schema allows it. Texts are
 * told apart by their salt, and of truth there is no third.
 */
export function variedValue(schema: JsonSchema, value: JsonValue, by: number): JsonValue {
  if (schema.const !== undefined || schema["x-fixture"] !== undefined) return value;
  if (schema.enum !== undefined) {
    const others: JsonValue[] = acceptedEnum(schema).filter((each) => each !== null);
    return others[(others.indexOf(value) + by) % others.length] ?? value;
  }
  if (typeof value === "number") return validatorOf(schema).accepts(value + by) ? value + by : value;
  const { items, properties } = schema;
  if (Array.isArray(value)) return value.map((item) => variedValue(items ?? {}, item, by));
  if (!isJsonObject(value) || properties === undefined) return value;
  const members = Object.entries(value).map(([name, member]): [string, JsonValue] => {
    return [name, variedValue(properties[name] ?? {}, member, by)];
  });
  return Object.fromEntries(members);
}
