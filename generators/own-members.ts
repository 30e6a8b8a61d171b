import { isJsonObject, type JsonObject, type JsonValue } from "../spec/json.ts";

/** Sets an own member whatever its name: plain assignment to `__proto__` would change the prototype instead. */
export function setOwn(object: JsonObject, name: string, value: JsonValue): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else object[name] = value;
}

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
  const copy = objectOf(Object.entries(object));
  setOwn(copy, name, value);
  return copy;
}

export function withoutMember(object: JsonObject, name: string): JsonObject {
  return objectOf(Object.entries(object).filter(([key]) => key !== name));
}

/** A deep copy that keeps own members such as `__proto__`. */
export function cloneJson(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(cloneJson);
  if (!isJsonObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, member]) => [name, cloneJson(member)] as const));
}
