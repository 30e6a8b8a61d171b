import type { JsonSchema } from "#spec/contract/schema.ts";
import { acceptedStrings, type StringSpace } from "#generators/strings/string-space.ts";

const ANY_KEY: JsonSchema = { type: "string" };
const ANY_VALUE: JsonSchema = { type: "string", minLength: 1 };

/** The keys that a map allows. */
export function keySpace(schema: JsonSchema): StringSpace {
  return acceptedStrings(schema.propertyNames ?? ANY_KEY);
}

/** The schema of a map's values. */
export function valueSchema(schema: JsonSchema): JsonSchema {
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : ANY_VALUE;
}
