import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import { childPointer } from "../../spec/json/json-pointer.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { getOwn, withMember, withoutMember } from "../schema/own-members.ts";
import { isMap, mainType } from "../schema/place.ts";

/** A member of an input's structures that is no structure itself: names of the members on the way, and its schema. */
export interface Site {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

/** Every value of an input that is no structure, in document order. */
export function sitesOf(schema: JsonSchema, value: JsonValue | undefined, path: readonly string[] = []): Site[] {
  if (value === undefined) return [];
  if (!isJsonObject(value) || isMap(schema) || mainType(schema) !== "object") return [{ path, schema }];
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    sitesOf(member, getOwn(value, name), [...path, name]),
  );
}

/** The paths of the optional members that are there, outer ones first. */
export function optionalPaths(
  schema: JsonSchema,
  value: JsonValue,
  path: readonly string[] = [],
): (readonly string[])[] {
  if (!isJsonObject(value) || isMap(schema)) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const inner = getOwn(value, name);
    if (inner === undefined) return [];
    const here = [...path, name];
    const optional = schema.required?.includes(name) === true ? [] : [here];
    return [...optional, ...optionalPaths(member, inner, here)];
  });
}

export function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? getOwn(at, name) : undefined), value);
}

/** A copy with the value at a path replaced, or taken out where the new one is undefined. */
export function changeAt(object: JsonObject, path: readonly string[], value: JsonValue | undefined): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return object;
  const inner = getOwn(object, name);
  if (rest.length > 0) return isJsonObject(inner) ? withMember(object, name, changeAt(inner, rest, value)) : object;
  return value === undefined ? withoutMember(object, name) : withMember(object, name, value);
}

export function pathPointer(path: readonly string[]): string {
  return path.reduce((pointer, name) => childPointer(pointer, name), "");
}
