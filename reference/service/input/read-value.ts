import { Refusal } from "#reference/refusal.ts";
import { isObject } from "#reference/wire/json-document.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Member, Shape } from "#reference/service/model/shape.ts";
import type { Enforces } from "./input-rule.ts";

/** Where a value stands in the input, and which rule about it that is. */
export interface Spot {
  /** JSON pointer. */
  readonly at: string;
  /** The same with `*` for items and entries. */
  readonly path: string;
}

/** How the values of a body are read. */
export interface TypedReading {
  readonly enforces: Enforces;
  /** A value as it is taken, before its type is looked at: as it is, unless this says otherwise. */
  readonly takes?: (value: unknown, shape: Shape, at: string) => unknown;
}

/**
 * JSON as the model types it: members that are null or unknown are left out. Throws SerializationException on a value
 * of another type. Sources: restJson1, null in dense lists and maps, unions.
 */
export function readValue(given: unknown, shape: Shape, spot: Spot, reading: TypedReading): JsonValue {
  return readTaken(taken(given, shape, spot, reading), shape, spot, reading);
}

function taken(given: unknown, shape: Shape, { at }: Spot, { takes }: TypedReading): unknown {
  return takes === undefined ? given : takes(given, shape, at);
}

function readTaken(value: unknown, shape: Shape, spot: Spot, reading: TypedReading): JsonValue {
  if (!isTyped(value, shape)) {
    if (reading.enforces({ path: spot.path, keyword: "type" })) throw mistyped(spot.at, shape);
    return value as JsonValue;
  }
  if (Array.isArray(value)) return readItems(value, shape, spot, reading);
  if (!isObject(value) || shape.kind === "any") return value as JsonValue;
  if (shape.kind === "map") return readEntries(value, shape, spot, reading);
  const read = readMembers(value, shape.members, spot, reading);
  if (shape.union && Object.keys(read).length !== 1) throw mistyped(spot.at, shape);
  return read;
}

function isTyped(value: unknown, { kind }: Shape): boolean {
  switch (kind) {
    case "any":
      return true;
    case "list":
      return Array.isArray(value);
    case "map":
    case "structure":
      return isObject(value);
    case "integer":
      return Number.isSafeInteger(value);
    default:
      return typeof value === kind;
  }
}

function readItems(items: readonly unknown[], { element }: Shape, spot: Spot, reading: TypedReading): JsonValue {
  if (element === undefined) return items as JsonValue[];
  return items.map((item, index) => readValue(item, element, below(spot, String(index), "*"), reading));
}

function readEntries(
  entries: Readonly<Record<string, unknown>>,
  { element }: Shape,
  spot: Spot,
  reading: TypedReading,
): JsonValue {
  if (element === undefined) return entries as JsonValue;
  const read = Object.entries(entries).map(([key, entry]) => {
    return [key, readValue(entry, element, below(spot, key, "*"), reading)] as const;
  });
  return Object.fromEntries(read);
}

/** Members of an object that are there, and not null. */
export function readMembers(
  document: Readonly<Record<string, unknown>>,
  members: readonly Member[],
  spot: Spot,
  reading: TypedReading,
): JsonObject {
  const read = members.flatMap(({ name, shape }): [string, JsonValue][] => {
    const inner = below(spot, name, name);
    const value = taken(ownValue(document, name), shape, inner, reading) ?? undefined;
    return value === undefined ? [] : [[name, readTaken(value, shape, inner, reading)]];
  });
  return Object.fromEntries(read);
}

function ownValue(document: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

function below({ at, path }: Spot, name: string, step: string): Spot {
  return { at: `${at}/${name}`, path: `${path}/${step}` };
}

const NAMES: Readonly<Record<Shape["kind"], string>> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  list: "an array",
  map: "an object",
  structure: "an object",
  any: "JSON",
};

export function mistyped(at: string, { kind, union }: Shape): Refusal {
  const wanted = union ? "an object with just one of its members" : NAMES[kind];
  return new Refusal("SerializationException", `The value at ${at} must be ${wanted}.`);
}
