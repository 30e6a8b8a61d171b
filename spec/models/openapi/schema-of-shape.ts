import { plainText } from "#spec/json/plain-text.ts";
import { definedMembers } from "#spec/json/defined-members.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { shapeOf, type Member, type Shape } from "#spec/models/service-model.ts";
import { DEEPEST, note, type Conversion, type Converted, type SchemaUse } from "./conversion.ts";
import { bounds, scalarSchema, typeOf } from "./schema-of-scalar.ts";

/** The schema of a member's values; undefined where it would go on for ever within itself. */
export function schemaOfMember(conversion: Conversion, member: Member, use: SchemaUse): JsonObject | undefined {
  const schema = shapeSchema(conversion, shapeOf(conversion.model, member), use);
  if (schema === undefined || member.idempotencyToken !== true || use.usage === "response") return schema;
  return { ...schema, "x-idempotency-token": true };
}

function shapeSchema(conversion: Conversion, shape: Shape, use: SchemaUse): JsonObject | undefined {
  switch (shape.type) {
    case "structure":
    case "union":
      return structureReference(conversion, shape, use);
    case "list":
      return listSchema(conversion, shape, use);
    case "map":
      return mapSchema(conversion, shape, use);
    case "document":
      return {};
    default:
      return scalarSchema(conversion, shape, use);
  }
}

function listSchema(conversion: Conversion, shape: Shape, use: SchemaUse): JsonObject | undefined {
  const items = elementSchema(conversion, shape, use);
  if (items === undefined) return undefined;
  const uniqueItems = shape.uniqueItems === true && use.usage === "request" ? true : undefined;
  return definedMembers({ type: typeOf("array", use), ...bounds("Items", shape, use), uniqueItems, items });
}

function mapSchema(conversion: Conversion, shape: Shape, use: SchemaUse): JsonObject | undefined {
  const values = elementSchema(conversion, shape, use);
  if (values === undefined || shape.key === undefined) return undefined;
  const keys = use.usage === "request" ? schemaOfMember(conversion, shape.key, { ...use, nullable: false }) : undefined;
  return definedMembers({
    type: typeOf("object", use),
    ...bounds("Properties", shape, use),
    propertyNames: keys,
    additionalProperties: values,
  });
}

function elementSchema(conversion: Conversion, { element, sparse }: Shape, use: SchemaUse): JsonObject | undefined {
  if (element === undefined) return undefined;
  return schemaOfMember(conversion, element, { ...use, nullable: sparse === true });
}

/** A reference to the component of a structure or union; undefined where it, or what it must have, is too deep within itself. */
export function structureReference(conversion: Conversion, shape: Shape, use: SchemaUse): JsonObject | undefined {
  const { converted, recursive } = conversion;
  const isRecursive = recursive.has(shape.name);
  if (isRecursive && use.depth >= DEEPEST) {
    note(conversion, use, `${shape.name} is read ${DEEPEST} structures deep into itself and no further`);
    return undefined;
  }
  const name = componentName(shape, use);
  const below = { ...use, depth: isRecursive ? use.depth + 1 : use.depth };
  const known = converted.get(name) ?? convertedStructure(conversion, shape, { name, use: below });
  for (const what of known.notes) note(conversion, use, what);
  return known.exists ? { $ref: `#/components/schemas/${name}` } : undefined;
}

/** Converts a structure for the first time, and remembers it: a large model refers to the same ones again and again. */
function convertedStructure(
  conversion: Conversion,
  shape: Shape,
  { name, use }: { readonly name: string; readonly use: SchemaUse },
): Converted {
  const { components, converted } = conversion;
  const apart = { ...conversion, unsupported: new Map<string, Set<string>>() };
  const schema = structureSchema(apart, shape, shape.members ?? [], use);
  const exists = hasValues(schema);
  if (exists) components.set(name, schema);
  const outcome = { exists, notes: [...apart.unsupported.keys()] };
  converted.set(name, outcome);
  return outcome;
}

function componentName({ name }: Shape, { usage, nullable, depth }: SchemaUse): string {
  const parts = [usage === "request" ? "Request" : "Response", name, nullable ? "nullable" : "", depth || ""];
  return parts.filter((part) => part !== "").join(".");
}

/** An object of some of a structure's members. In requests what is optional may be null, in responses everything. */
export function structureSchema(
  conversion: Conversion,
  { type, name }: Pick<Shape, "type" | "name">,
  members: readonly Member[],
  use: SchemaUse,
): JsonObject {
  const isRequest = use.usage === "request";
  const isUnion = type === "union";
  const properties: JsonObject = {};
  for (const member of members) {
    const nullable = isUnion ? !isRequest : !isRequest || member.required !== true;
    const schema = schemaOfMember(conversion, member, { ...use, nullable, form: "json" });
    if (schema !== undefined) define(properties, member, schema);
  }
  const required = isRequest ? members.filter(({ required: must }) => must === true).map(wireNameOf) : [];
  const oneMember: JsonObject = isUnion && isRequest ? { "x-union": true, minProperties: 1, maxProperties: 1 } : {};
  return definedMembers({
    type: typeOf("object", use),
    title: name,
    required: required.length === 0 ? undefined : required,
    ...oneMember,
    properties,
  });
}

/** False where a structure lacks a member that it must have, for that went too deep into itself. */
export function hasValues({ required, properties, "x-union": isUnion }: JsonObject): boolean {
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  if (isUnion === true) return names.length > 0;
  return !Array.isArray(required) || required.every((name) => names.includes(plainText(name)));
}

function define(properties: JsonObject, member: Member, schema: JsonObject): void {
  const name = wireNameOf(member);
  const named = name === member.name ? schema : { ...schema, "x-member": member.name };
  Object.defineProperty(properties, name, { value: named, enumerable: true, writable: true, configurable: true });
}

function wireNameOf({ name, wireName = name }: Member): string {
  return wireName;
}
