import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { plainEntries, plainValue } from "./baseline.ts";
import type { GenerationContext } from "./generation-context.ts";
import { valueSchema } from "./map-schema.ts";
import { objectOf } from "./own-members.ts";
import { isMap, mainType } from "./schema-type.ts";

/** Levels of members that are there although they are optional: a shape may hold itself. */
const DEPTH = 3;

/**
 * A plain valid value that tells whether somebody kept it: no list and no map of it is empty, and its optional members are
 * there. Undefined where the sources speak about none.
 */
export function tellingValue(
  schema: JsonSchema,
  context: GenerationContext,
  salt: string,
  depth = DEPTH,
): JsonValue | undefined {
  const type = mainType(schema);
  const told = (inner: JsonSchema, own: string) => tellingValue(inner, context, own, depth - 1);
  const isOne = schema.const !== undefined || schema.enum !== undefined || schema["x-union"] === true;
  if (isOne || (type !== "array" && type !== "object")) return plainValue(schema, context, salt);
  if (type === "array") {
    const item = depth === 0 ? plainValue(schema.items ?? {}, context, salt) : told(schema.items ?? {}, salt);
    return (schema.minItems ?? 0) > 1 || item === undefined ? plainValue(schema, context, salt) : [item];
  }
  if (depth === 0) return plainValue(schema, context, salt);
  if (isMap(schema)) {
    const entries = plainEntries(schema, context, salt, Math.max(1, schema.minProperties ?? 0));
    return objectOf(entries.map(([key, plain]) => [key, told(valueSchema(schema), `${salt}/${key}`) ?? plain]));
  }
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const value = told(member, `${salt}/${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return members.length === 0 ? undefined : objectOf(members);
}

/** The same, but for a list or a map of which the entries can differ: it has two, since a server may keep one alone. */
export function tellingSeveral(schema: JsonSchema, context: GenerationContext, salt: string): JsonValue | undefined {
  const [value = null, more = null] = [salt, `${salt} more`].map((each) => tellingValue(schema, context, each));
  const both = isDeepStrictEqual(value, more) ? undefined : joined(schema, value, more);
  return both !== undefined && validatorOf(schema).accepts(both) ? both : (value ?? undefined);
}

function joined(schema: JsonSchema, value: JsonValue, more: JsonValue): JsonValue | undefined {
  if (Array.isArray(value) && Array.isArray(more)) return [...value, ...more];
  if (!isMap(schema) || !isJsonObject(value) || !isJsonObject(more)) return undefined;
  return objectOf([...Object.entries(value), ...Object.entries(more)]);
}
