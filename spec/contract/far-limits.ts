import type { JsonSchema } from "./schema.ts";

/** Requests come nowhere near limits above these: a text of more characters, a collection of more elements. */
export const LONGEST_TEXT = 65_536;
export const LARGEST_COLLECTION = 10_000;

const FARTHEST: Readonly<Record<string, number>> = {
  maxLength: LONGEST_TEXT,
  maxItems: LARGEST_COLLECTION,
  maxProperties: LARGEST_COLLECTION,
};

/** A schema without the limits that no request is made to reach, so that they cost nothing and are not judged. */
export function withoutFarLimits(schema: JsonSchema): JsonSchema {
  return hasFarLimits(schema) ? (without(schema) as JsonSchema) : schema;
}

function hasFarLimits(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.entries(node).some(([key, value]) => isFar(key, value) || hasFarLimits(value));
}

function without(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(without);
  if (typeof node !== "object" || node === null) return node;
  const near = Object.entries(node).filter(([key, value]) => !isFar(key, value));
  return Object.fromEntries(near.map(([key, value]) => [key, without(value)]));
}

function isFar(key: string, value: unknown): boolean {
  return typeof value === "number" && value > (FARTHEST[key] ?? Infinity);
}
