import type { JsonValue } from "#spec/json/json.ts";
import { asArray, asObject, type Document } from "./document.ts";
import type { Member, Shape } from "./shape.ts";

/** Schemas of the document's components, by the end of their reference. */
export type Components = Document;

const BOUNDS = {
  string: ["minLength", "maxLength"],
  list: ["minItems", "maxItems"],
  map: ["minProperties", "maxProperties"],
} as const;

/** A shape of a JSON Schema as this project's documents write them: `null` among the types says what absence says. */
export function readShape(given: Document, components: Components): Shape {
  const schema = resolved(given, components);
  const known = shapes.get(schema) ?? readSchema(schema, components);
  shapes.set(schema, known);
  return known;
}

/** Structures of a large model stand in many places, and within each other: each is read once. */
const shapes = new WeakMap<Document, Shape>();

function readSchema(schema: Document, components: Components): Shape {
  const kind = kindOf(schema);
  const [least, most] = kind === "string" || kind === "list" || kind === "map" ? BOUNDS[kind] : ["minimum", "maximum"];
  return {
    kind,
    min: numberAt(schema, least),
    max: numberAt(schema, most),
    pattern: patternOf(schema["pattern"]),
    unique: schema["uniqueItems"] === true,
    values: valuesOf(schema["enum"]),
    element: optional(kind === "map" ? schema["additionalProperties"] : schema["items"], components),
    key: optional(schema["propertyNames"], components),
    members: membersOf(schema, components),
    union: schema["x-union"] === true,
    token: schema["x-idempotency-token"] === true,
    timestamp: schema["x-timestamp"] !== undefined,
  };
}

/** What a reference leads to, or the schema itself. */
export function resolved(schema: Document, components: Components): Document {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  return asObject(components[reference.slice(reference.lastIndexOf("/") + 1)]);
}

function kindOf(schema: Document): Shape["kind"] {
  const [type] = [schema["type"]].flat().filter((one) => one !== "null");
  switch (type) {
    case "array":
      return "list";
    case "object":
      return schema["properties"] === undefined && schema["additionalProperties"] !== undefined ? "map" : "structure";
    case "string":
    case "number":
    case "integer":
    case "boolean":
      return type;
    default:
      return "any";
  }
}

function optional(schema: unknown, components: Components): Shape | undefined {
  return typeof schema === "object" ? readShape(asObject(schema), components) : undefined;
}

function membersOf(schema: Document, components: Components): Member[] {
  const required = asArray(schema["required"]);
  return Object.entries(asObject(schema["properties"])).map(([name, member]) => ({
    name,
    required: required.includes(name),
    shape: readShape(asObject(member), components),
  }));
}

function numberAt(schema: Document, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === "number" ? value : undefined;
}

function valuesOf(listed: unknown): JsonValue[] | undefined {
  return listed === undefined ? undefined : (asArray(listed) as JsonValue[]).filter((value) => value !== null);
}

function patternOf(pattern: unknown): RegExp | undefined {
  return typeof pattern === "string" ? new RegExp(`^(?:${pattern})$`, "u") : undefined;
}
