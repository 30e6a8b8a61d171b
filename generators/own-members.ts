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

export function objectOf(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const object: JsonObject = {};
  for (const [name, value] of entries) setOwn(object, name, value);
  return object;
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
