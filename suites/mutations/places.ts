import type { JsonSchema } from "#spec/contract/schema.ts";
import { childPointer, pointerTokens } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/** In a path: every item of a list, every entry of a map. */
export const EACH = "*";

/** A value of an answer that the contract describes. */
export interface DescribedPlace {
  /** A JSON pointer in which `*` stands for each item of a list and each entry of a map: `/clusters/*`. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly value: JsonValue;
  /** What holds it: a member of a structure, an item of a list, an entry of a map. */
  readonly in: "structure" | "list" | "map";
}

/** Every value below an answer's body that the contract has a schema for. */
export function describedPlaces(schema: JsonSchema, value: JsonValue, path = ""): DescribedPlace[] {
  if (Array.isArray(value)) {
    const { items = {} } = schema;
    return value.flatMap((item) => below({ path: `${path}/${EACH}`, schema: items, value: item, in: "list" }));
  }
  if (!isJsonObject(value)) return [];
  const { properties = {}, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (own !== undefined) return below({ path: childPointer(path, name), schema: own, value: inner, in: "structure" });
    if (typeof additionalProperties !== "object") return [];
    return below({ path: `${path}/${EACH}`, schema: additionalProperties, value: inner, in: "map" });
  });
}

function below(place: DescribedPlace): DescribedPlace[] {
  return [place, ...describedPlaces(place.schema, place.value, place.path)];
}

/** Makes another value of one; undefined takes it out. */
export type ValueChange = (value: JsonValue) => JsonValue | undefined;

/** The same document with every value of a path changed; what the path does not lead to stays. */
export function changedAt(document: JsonValue, path: string, change: ValueChange): JsonValue {
  return changedBelow(document, pointerTokens(path), change);
}

function changedBelow(value: JsonValue, [token, ...rest]: readonly string[], change: ValueChange): JsonValue {
  if (token === undefined) return value;
  const next = (inner: JsonValue): JsonValue | undefined =>
    rest.length === 0 ? change(inner) : changedBelow(inner, rest, change);
  if (Array.isArray(value)) return token === EACH ? value.map(next).filter((item) => item !== undefined) : value;
  if (!isJsonObject(value)) return value;
  return withEntries(value, ([name, inner]) => (token === EACH || token === name ? next(inner) : inner));
}

function withEntries(
  object: JsonObject,
  change: (entry: [name: string, value: JsonValue]) => JsonValue | undefined,
): JsonObject {
  const entries = Object.entries(object).map((entry) => [entry[0], change(entry)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined));
}

/** The values that a path leads to. */
export function valuesAt(document: JsonValue | undefined, path: string): JsonValue[] {
  let values = document === undefined ? [] : [document];
  for (const token of pointerTokens(path)) {
    values = values.flatMap((value) => {
      if (token === EACH) return typeof value === "object" && value !== null ? Object.values(value) : [];
      return isJsonObject(value) && Object.hasOwn(value, token) ? [value[token] ?? null] : [];
    });
  }
  return values;
}

/** A path as a tester would write it: `cluster.tags.*`. */
export function memberOfPath(path: string): string {
  return pointerTokens(path).join(".");
}
