import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";
import type { JsonValue } from "#spec/json/json.ts";

/** A scalar as text in a URL or header; undefined for a list, an object or null. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "object" || value === undefined ? undefined : String(value);
}

/** Text as a value of a schema's type. Text that spells none stays text, and so breaks `type`. */
export function scalarOf(schema: JsonSchema, text: string): JsonValue {
  if ((hasType(schema, "integer") || hasType(schema, "number")) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (hasType(schema, "number") && /^-?\d+(\.\d+)?[Ee][-+]?\d+$/.test(text)) return Number(text);
  if (hasType(schema, "boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** Whether a schema allows a type, in one of its alternatives where it has some. */
export function hasType({ type, anyOf = [] }: JsonSchema, wanted: JsonType): boolean {
  return [type ?? []].flat().includes(wanted) || anyOf.some((alternative) => hasType(alternative, wanted));
}
