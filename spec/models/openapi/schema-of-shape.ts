import { definedMembers } from "../../json/defined-members.ts";
import { isJsonObject, type JsonObject } from "../../json/json.ts";
import { shapeOf, type Member, type Shape } from "../service-model.ts";
import { DEEPEST, note, type Conversion, type Converted, type Site } from "./conversion.ts";
import { bounds, scalarSchema, typeOf } from "./schema-of-scalar.ts";

/** The schema of a member's values; undefined where it would go on for ever within itself. */
export function memberSchema(conversion: Conversion, member: Member, site: Site): JsonObject | undefined {
  const schema = shapeSchema(conversion, shapeOf(conversion.model, member), site);
  if (schema === undefined || member.idempotencyToken !== true || site.usage === "response") return schema;
  return { ...schema, "x-idempotency-token": true };
}

function shapeSchema(conversion: Conversion, shape: Shape, site: Site): JsonObject | undefined {
  switch (shape.type) {
    case "structure":
    case "union":
      return structureReference(conversion, shape, site);
    case "list":
      return listSchema(conversion, shape, site);
    case "map":
      return mapSchema(conversion, shape, site);
    case "document":
      return {};
    default:
      return scalarSchema(conversion, shape, site);
  }
}

function listSchema(conversion: Conversion, shape: Shape, site: Site): JsonObject | undefined {
  const items = elementSchema(conversion, shape, site);
  if (items === undefined) return undefined;
  const uniqueItems = shape.uniqueItems === true && site.usage === "request" ? true : undefined;
  return definedMembers({ type: typeOf("array", site), ...bounds("Items", shape, site), uniqueItems, items });
}

function mapSchema(conversion: Conversion, shape: Shape, site: Site): JsonObject | undefined {
  const values = elementSchema(conversion, shape, site);
  if (values === undefined || shape.key === undefined) return undefined;
  const keys = site.usage === "request" ? memberSchema(conversion, shape.key, { ...site, nullable: false }) : undefined;
  return definedMembers({
    type: typeOf("object", site),
    ...bounds("Properties", shape, site),
    propertyNames: keys,
    additionalProperties: values,
  });
}

function elementSchema(conversion: Conversion, { element, sparse }: Shape, site: Site): JsonObject | undefined {
  if (element === undefined) return undefined;
  return memberSchema(conversion, element, { ...site, nullable: sparse === true });
}

/** A reference to the component of a structure or union; undefined where it, or what it must have, is too deep within itself. */
export function structureReference(conversion: Conversion, shape: Shape, site: Site): JsonObject | undefined {
  const { converted, recursive } = conversion;
  const isRecursive = recursive.has(shape.name);
  if (isRecursive && site.depth >= DEEPEST) {
    note(conversion, site, `${shape.name} is read ${DEEPEST} structures deep into itself and no further`);
    return undefined;
  }
  const name = componentName(shape, site);
  const below = { ...site, depth: isRecursive ? site.depth + 1 : site.depth };
  const known = converted.get(name) ?? convertedStructure(conversion, shape, { name, site: below });
  for (const what of known.notes) note(conversion, site, what);
  return known.exists ? { $ref: `#/components/schemas/${name}` } : undefined;
}

/** Converts a structure for the first time, and remembers it: a large model refers to the same ones again and again. */
function convertedStructure(
  conversion: Conversion,
  shape: Shape,
  { name, site }: { readonly name: string; readonly site: Site },
): Converted {
  const { components, converted } = conversion;
  const apart = { ...conversion, unsupported: new Map<string, Set<string>>() };
  const schema = structureSchema(apart, shape, shape.members ?? [], site);
  const exists = hasValues(schema);
  if (exists) components.set(name, schema);
  const outcome = { exists, notes: [...apart.unsupported.keys()] };
  converted.set(name, outcome);
  return outcome;
}

function componentName({ name }: Shape, { usage, nullable, depth }: Site): string {
  const parts = [usage === "request" ? "Request" : "Response", name, nullable ? "nullable" : "", depth || ""];
  return parts.filter((part) => part !== "").join(".");
}

/** An object of some of a structure's members. In requests what is optional may be null, in responses everything. */
export function structureSchema(
  conversion: Conversion,
  { type, name }: Pick<Shape, "type" | "name">,
  members: readonly Member[],
  site: Site,
): JsonObject {
  const isRequest = site.usage === "request";
  const isUnion = type === "union";
  const properties: JsonObject = {};
  for (const member of members) {
    const nullable = isUnion ? !isRequest : !isRequest || member.required !== true;
    const schema = memberSchema(conversion, member, { ...site, nullable, place: "json" });
    if (schema !== undefined) define(properties, member, schema);
  }
  const required = isRequest ? members.filter(({ required: must }) => must === true).map(wireNameOf) : [];
  const oneMember: JsonObject = isUnion && isRequest ? { "x-union": true, minProperties: 1, maxProperties: 1 } : {};
  return definedMembers({
    type: typeOf("object", site),
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
  return !Array.isArray(required) || required.every((name) => names.includes(String(name)));
}

function define(properties: JsonObject, member: Member, schema: JsonObject): void {
  const name = wireNameOf(member);
  const named = name === member.name ? schema : { ...schema, "x-member": member.name };
  Object.defineProperty(properties, name, { value: named, enumerable: true, writable: true, configurable: true });
}

function wireNameOf({ name, wireName = name }: Member): string {
  return wireName;
}
