import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** An own member, never an inherited one such as `constructor`. */
export function getOwn(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A plain object with these members, `__proto__` a name like any other. */
export function objectOf(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  return Object.fromEntries(entries);
}

/** A copy with one member set; a member that is there stays where it is, a new one comes last. */
export function withMember(object: JsonObject, name: string, value: JsonValue): JsonObject {
  const entries = Object.entries(object);
  const index = entries.findIndex(([key]) => key === name);
  return objectOf(index < 0 ? [...entries, [name, value]] : entries.with(index, [name, value]));
}

export function withoutMember(object: JsonObject, name: string): JsonObject {
  return objectOf(Object.entries(object).filter(([key]) => key !== name));
}
