import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { getOwn, withMember, withoutMember } from "#generators/schema/own-members.ts";
import { isMap, mainType } from "#generators/schema/schema-type.ts";

/** Where a value stands inside an input: names of the members on the way. */
export type ValuePath = readonly string[];

/** A value of an input that is no structure, and its schema. */
export interface Leaf {
  readonly path: ValuePath;
  readonly schema: JsonSchema;
}

/** Every value of an input that is no structure, in document order. */
export function leavesOf(schema: JsonSchema, value: JsonValue | undefined, path: ValuePath = []): Leaf[] {
  if (value === undefined) return [];
  if (!isJsonObject(value) || isMap(schema) || mainType(schema) !== "object") return [{ path, schema }];
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    leavesOf(member, getOwn(value, name), [...path, name]),
  );
}

/** The paths of the optional members that are there, outer ones first. */
export function optionalPaths(schema: JsonSchema, value: JsonValue, path: ValuePath = []): ValuePath[] {
  if (!isJsonObject(value) || isMap(schema)) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const inner = getOwn(value, name);
    if (inner === undefined) return [];
    const here = [...path, name];
    const optional = schema.required?.includes(name) === true ? [] : [here];
    return [...optional, ...optionalPaths(member, inner, here)];
  });
}

export function valueAtPath(value: JsonValue | undefined, path: ValuePath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? getOwn(at, name) : undefined), value);
}

/** A copy with the value at a path replaced, or taken out where the new one is undefined. */
export function changeAt(object: JsonObject, path: ValuePath, value: JsonValue | undefined): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return object;
  const inner = getOwn(object, name);
  if (rest.length > 0) return isJsonObject(inner) ? withMember(object, name, changeAt(inner, rest, value)) : object;
  return value === undefined ? withoutMember(object, name) : withMember(object, name, value);
}

export function pathPointer(path: ValuePath): string {
  return path.reduce((pointer, name) => childPointer(pointer, name), "");
}
