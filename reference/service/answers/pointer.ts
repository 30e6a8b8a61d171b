import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** The value at a JSON pointer whose names need no escapes. */
export function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const name of pointer.split("/").slice(1)) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/**
 * The same object with another value at a pointer; objects on the way are made where there are none. `0` in a pointer is
 * the one item of a list.
 */
export function withValueAt(object: JsonObject, pointer: string, value: JsonValue): JsonObject {
  const [name, ...rest] = pointer.split("/").slice(1);
  if (name === undefined) return typeof value === "object" ? (value as JsonObject) : object;
  if (rest.length === 0) return { ...object, [name]: value };
  const below = `/${rest.slice(Number(rest[0] === FIRST)).join("/")}`;
  const inner = below === "/" ? value : withValueAt(objectAt(object, name), below, value);
  return { ...object, [name]: rest[0] === FIRST ? [inner] : inner };
}

/** The same object without what stands at a pointer, if anything does. */
export function withoutValueAt<Holder extends object>(object: Holder, pointer: string): Holder {
  const [name, ...rest] = pointer.split("/").slice(1);
  const entries = Object.entries(object).flatMap(([each, value]: [string, unknown]) => {
    if (each !== name) return [[each, value] as const];
    if (rest.length === 0 || typeof value !== "object" || value === null) return [];
    return [[each, withoutValueAt(value, `/${rest.join("/")}`)] as const];
  });
  return Object.fromEntries(entries) as Holder;
}

const FIRST = "0";

/** The pointer of the list whose one item a pointer names; undefined for what stands in no list. */
export function listPointer(pointer: string): string | undefined {
  return pointer.endsWith(`/${FIRST}`) ? parentPointer(pointer) : undefined;
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const inner = object[name];
  return typeof inner === "object" && inner !== null && !Array.isArray(inner) ? inner : {};
}

/** The pointer of what holds the value at a pointer. */
export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
}
