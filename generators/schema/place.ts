import { constraintRequirementId } from "../../spec/derived/constraint.ts";
import { childPointer } from "../../spec/json/json-pointer.ts";
import type { Constraint } from "../../spec/requirement.ts";
import type { JsonSchema, JsonType } from "../../spec/contract/schema.ts";

/** One step from a value to a value inside it. */
export type Step =
  | { readonly kind: "member"; readonly name: string }
  /** A key of a map. */
  | { readonly kind: "key" }
  /** A value of a map. */
  | { readonly kind: "value" }
  /** An element of an array. */
  | { readonly kind: "item" };

/** A schema below an input's schema, and the way to the values it describes. */
export interface Place {
  /** JSON pointer into the input's schema, such as `/properties/tags/propertyNames`. */
  readonly pointer: string;
  readonly schema: JsonSchema;
  readonly steps: readonly Step[];
}

/** The schema itself and all schemas below it, outermost first, in document order. */
export function placesOf(schema: JsonSchema): Place[] {
  return withChildren({ pointer: "", schema, steps: [] });
}

function withChildren(place: Place): Place[] {
  return [place, ...childPlaces(place).flatMap(withChildren)];
}

function childPlaces({ pointer, schema, steps }: Place): Place[] {
  const children: Place[] = Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    pointer: childPointer(`${pointer}/properties`, name),
    schema: member,
    steps: [...steps, { kind: "member", name }],
  }));
  const add = (keyword: string, child: JsonSchema, kind: "key" | "value" | "item") =>
    children.push({ pointer: `${pointer}/${keyword}`, schema: child, steps: [...steps, { kind }] });
  if (schema.propertyNames !== undefined) add("propertyNames", schema.propertyNames, "key");
  if (typeof schema.additionalProperties === "object")
    add("additionalProperties", schema.additionalProperties, "value");
  if (schema.items !== undefined) add("items", schema.items, "item");
  return children;
}

/** The place at a schema pointer; throws on a pointer that is not one of the schema's places. */
export function placeAt(schema: JsonSchema, pointer: string): Place {
  const place = placesOf(schema).find((candidate) => candidate.pointer === pointer);
  if (place === undefined) throw new Error(`No schema stands at ${pointer} in the operation's input.`);
  return place;
}

/** `tags/keys/max-length`: a constraint as the start of a key, its side left out. */
export function constraintPath(constraint: Constraint): string {
  return constraintRequirementId("", { ...constraint, side: "reject" })
    .split(".")
    .slice(1)
    .join("/");
}

/** `tags/keys`: a place as the start of a key; the empty string for the input itself. */
export function placePath(pointer: string): string {
  return constraintPath({ pointer, keyword: "any", side: "accept" }).replace(/\/?any$/, "");
}

/** `tags key`: a place in words. */
export function placeName({ steps }: Place): string {
  const words = { key: "key", value: "value", item: "element" } as const;
  return steps.map((step) => (step.kind === "member" ? step.name : words[step.kind])).join(" ") || "input";
}

/** The types a schema allows; told from its other keywords where `type` is missing. */
export function typesOf(schema: JsonSchema): readonly JsonType[] {
  if (schema.type !== undefined) return typeof schema.type === "string" ? [schema.type] : schema.type;
  const listed = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  if (listed.length > 0) return [...new Set(listed.map(typeOf))];
  if (schema.properties !== undefined || typeof schema.additionalProperties === "object") return ["object"];
  if (schema.items !== undefined) return ["array"];
  if (schema.minimum !== undefined || schema.maximum !== undefined) return ["number"];
  return ["string"];
}

function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "string" | "boolean" | "object";
}

/** The type of a schema's values that are not null. */
export function mainType(schema: JsonSchema): JsonType {
  return typesOf(schema).find((type) => type !== "null") ?? "null";
}

/** True for an object without members of its own: its keys are free but for a schema of their values or names. */
export function isMap(schema: JsonSchema): boolean {
  return mainType(schema) === "object" && schema.properties === undefined && schema.additionalProperties !== false;
}
