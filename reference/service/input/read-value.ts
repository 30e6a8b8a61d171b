import { Refusal } from "../../refusal.ts";
import { isObject } from "../../wire/json-document.ts";
import type { JsonValue } from "../../../spec/json/json.ts";
import type { Shape } from "../model/shape.ts";
import type { Enforces } from "./input-rule.ts";

/** Where a value stands in the input, and which rule about it that is. */
export interface Spot {
  /** JSON pointer. */
  readonly at: string;
  /** The same with `*` for items and entries. */
  readonly path: string;
}

/**
 * JSON as the model types it: members that are null or unknown are left out. Throws SerializationException on a value
 * of another type. Sources: restJson1, null in dense lists and maps, unions.
 */
export function readValue(value: unknown, shape: Shape, spot: Spot, enforces: Enforces): JsonValue {
  if (!isTyped(value, shape)) {
    if (enforces({ path: spot.path, keyword: "type" })) throw mistyped(spot.at, shape);
    return value as JsonValue;
  }
  if (Array.isArray(value)) return readItems(value, shape, spot, enforces);
  if (!isObject(value)) return value as JsonValue;
  return shape.kind === "map" ? readEntries(value, shape, spot, enforces) : readMembers(value, shape, spot, enforces);
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

function readItems(items: readonly unknown[], { element }: Shape, spot: Spot, enforces: Enforces): JsonValue {
  if (element === undefined) return items as JsonValue[];
  return items.map((item, index) => readValue(item, element, below(spot, String(index), "*"), enforces));
}

function readEntries(
  entries: Readonly<Record<string, unknown>>,
  { element }: Shape,
  spot: Spot,
  enforces: Enforces,
): JsonValue {
  if (element === undefined) return entries as JsonValue;
  const read = Object.entries(entries).map(([key, entry]) => {
    return [key, readValue(entry, element, below(spot, key, "*"), enforces)] as const;
  });
  return Object.fromEntries(read);
}

function readMembers(
  document: Readonly<Record<string, unknown>>,
  shape: Shape,
  spot: Spot,
  enforces: Enforces,
): JsonValue {
  if (shape.kind === "any") return document as JsonValue;
  const given = shape.members.filter(({ name }) => (ownValue(document, name) ?? null) !== null);
  if (shape.union && given.length !== 1) throw mistyped(spot.at, shape);
  const read = given.map(({ name, shape: member }) => {
    return [name, readValue(document[name], member, below(spot, name, name), enforces)] as const;
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
