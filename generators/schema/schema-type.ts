import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";

/** The types a schema allows; told from its other keywords where `type` is missing. */
export function typesOf(schema: JsonSchema): readonly JsonType[] {
  if (schema.type !== undefined) return typeof schema.type === "string" ? [schema.type] : schema.type;
  const listed = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  if (listed.length > 0) return [...new Set(listed.map(typeOf))];
  if (schema.properties !== undefined || typeof schema.additionalProperties === "object") return ["object"];
  if (schema.items !== undefined) return ["array"];
  if (schema.minimum !== undefined || schema.maximum !== undefined) return ["number"];
  return ["string"];
}

function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "string" | "boolean" | "object";
}

/** The type of a schema's values that are not null. */
export function mainType(schema: JsonSchema): JsonType {
  return typesOf(schema).find((type) => type !== "null") ?? "null";
}

/** True for an object without members of its own: its keys are free but for a schema of their values or names. */
export function isMap(schema: JsonSchema): boolean {
  return mainType(schema) === "object" && schema.properties === undefined && schema.additionalProperties !== false;
}
