import type { JsonObject, JsonValue } from "../../spec/json/json.ts";

/** An own member, never an inherited one such as `constructor`. */
export function getOwn(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * A plain object with these members. It starts without a prototype, so that `__proto__` is a name like any other, and so
 * that the engine keeps it as a table: with keys never seen before, that takes half the time.
 */
export function objectOf(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const object = Object.create(null) as JsonObject;
  for (const [name, value] of entries) object[name] = value;
  return Object.setPrototypeOf(object, Object.prototype) as JsonObject;
}

/** A copy with one member set; a member that is there keeps its place, a new one comes last. */
export function withMember(object: JsonObject, name: string, value: JsonValue): JsonObject {
  const entries = Object.entries(object);
  const index = entries.findIndex(([key]) => key === name);
  return objectOf(index < 0 ? [...entries, [name, value]] : entries.with(index, [name, value]));
}

export function withoutMember(object: JsonObject, name: string): JsonObject {
  return objectOf(Object.entries(object).filter(([key]) => key !== name));
}
