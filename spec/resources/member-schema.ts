import type { JsonSchema } from "#spec/contract/schema.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";

/** The schema of what a pointer into a value leads to, where the value is of `schema`; undefined where it leads nowhere. */
export function memberSchema(schema: JsonSchema, pointer: string): JsonSchema | undefined {
  let node: JsonSchema | undefined = schema;
  for (const token of pointerTokens(pointer)) node = node === undefined ? undefined : childSchema(node, token);
  return node;
}

function childSchema({ properties, items, additionalProperties }: JsonSchema, token: string): JsonSchema | undefined {
  if (properties !== undefined && Object.hasOwn(properties, token)) return properties[token];
  if (items !== undefined && isIndex(token)) return items;
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** A schema without the members at these pointers, which are optional. */
export function withoutMembers(schema: JsonSchema, pointers: readonly string[]): JsonSchema {
  return pointers.reduce((rest, pointer) => withoutAt(rest, pointerTokens(pointer)), schema);
}

function withoutAt(schema: JsonSchema, [token = "", ...within]: readonly string[]): JsonSchema {
  const { properties = {}, items } = schema;
  if (items !== undefined && isIndex(token)) return { ...schema, items: withoutAt(items, within) };
  if (!Object.hasOwn(properties, token)) return schema;
  const { [token]: member = {}, ...others } = properties;
  const kept = within.length === 0 ? {} : { [token]: withoutAt(member, within) };
  return { ...schema, properties: { ...others, ...kept } };
}

/** Whether a token of a pointer names an element of a list. */
export function isIndex(token: string): boolean {
  return /^[0-9]+$/.test(token);
}
