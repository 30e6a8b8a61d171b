import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { objectOf } from "#generators/schema/own-members.ts";
import { isMap } from "#generators/schema/schema-type.ts";

/** A text that stands nowhere else in an input and needs no escape in JSON. */
const MARKER = "free-text-marker";

/**
 * The JSON of an input, split around the content of one string that the schema leaves free: no pattern, no list, no
 * meaning. Undefined when the input has no such string.
 */
export function splitAtFreeText(
  schema: JsonSchema,
  input: JsonObject,
): readonly [before: string, after: string] | undefined {
  const marked = mark(schema, input);
  if (marked === undefined) return undefined;
  const [before = "", after = ""] = JSON.stringify(marked).split(MARKER);
  return [before, after];
}

/** A copy with the last free string replaced by the marker. */
function mark(schema: JsonSchema, value: JsonValue): JsonValue | undefined {
  if (typeof value === "string") return isFree(schema) ? MARKER : undefined;
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value);
  for (const [index, [name, member]] of entries.toReversed().entries()) {
    const memberSchema = schemaOf(schema, name);
    const marked = memberSchema === undefined ? undefined : mark(memberSchema, member);
    if (marked !== undefined) return objectOf(entries.with(entries.length - 1 - index, [name, marked]));
  }
  return undefined;
}

function schemaOf(schema: JsonSchema, name: string): JsonSchema | undefined {
  if (isMap(schema)) return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  return schema.properties?.[name];
}

const MEANINGS = ["pattern", "enum", "const", "x-unique", "x-fixture", "x-idempotency-token"] as const;

function isFree(schema: JsonSchema): boolean {
  return MEANINGS.every((keyword) => schema[keyword] === undefined);
}
