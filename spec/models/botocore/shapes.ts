import type { TimestampFormat } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { listAt, numberAt, objectAt, objectsIn, textAt } from "#spec/models/json-members.ts";
import { modelError } from "#spec/models/model-error.ts";
import type { Binding, Member, Shape, ShapeType, Traits } from "#spec/models/service-model.ts";

const TYPES: Readonly<Record<string, ShapeType>> = {
  string: "string",
  character: "string",
  boolean: "boolean",
  byte: "integer",
  short: "integer",
  integer: "integer",
  long: "integer",
  float: "number",
  double: "number",
  bigdecimal: "number",
  blob: "blob",
  timestamp: "timestamp",
  structure: "structure",
  list: "list",
  map: "map",
};

const BINDINGS: Readonly<Record<string, Binding>> = {
  uri: "label",
  querystring: "query",
  header: "header",
  headers: "prefix-headers",
  statusCode: "status",
};

const FORMATS: Readonly<Record<string, TimestampFormat>> = {
  unixTimestamp: "epoch-seconds",
  iso8601: "date-time",
  rfc822: "http-date",
};

/** The shapes of `service-2.json` by name. */
export function botocoreShapes(shapes: JsonObject, file: string): Map<string, Shape> {
  return new Map(objectsIn(shapes).map(([name, shape]) => [name, readShape(name, shape, { shapes, file })]));
}

interface Source {
  readonly shapes: JsonObject;
  readonly file: string;
}

function readShape(name: string, shape: JsonObject, source: Source): Shape {
  const type = typeOf(shape);
  if (type === undefined) {
    throw modelError(source.file, `/shapes/${name}`, `the type ${textAt(shape, "type") ?? "of no name"} is unknown`);
  }
  const element = shape["member"] ?? shape["value"];
  return {
    name,
    type,
    ...traitsOf(shape),
    members: type === "structure" || type === "union" ? membersOf(shape, source) : undefined,
    element: isJsonObject(element) ? readMember("element", element, source) : undefined,
    key: isJsonObject(shape["key"]) ? readMember("key", shape["key"], source) : undefined,
    sparse: shape["sparse"] === true,
    errorStatus: errorStatusOf(shape),
    eventStream: shape["eventstream"] === true,
  };
}

function membersOf(shape: JsonObject, source: Source): Member[] {
  const payload = textAt(shape, "payload");
  return objectsIn(objectAt(shape, "members")).map(([name, raw]) => {
    const member = { ...readMember(name, raw, source), required: listAt(shape, "required").includes(name) };
    return name === payload ? { ...member, binding: "payload" } : member;
  });
}

function typeOf(shape: JsonObject): ShapeType | undefined {
  if (shape["document"] === true) return "document";
  if (shape["union"] === true) return "union";
  return TYPES[textAt(shape, "type") ?? ""];
}

function errorStatusOf(shape: JsonObject): number | undefined {
  if (shape["exception"] !== true && shape["error"] === undefined) return undefined;
  return numberAt(objectAt(shape, "error"), "httpStatusCode") ?? (shape["fault"] === true ? 500 : 400);
}

function readMember(name: string, member: JsonObject, { shapes }: Source): Member {
  const shape = textAt(member, "shape") ?? "";
  const binding = BINDINGS[textAt(member, "location") ?? ""];
  const isMap = textAt(objectAt(shapes, shape), "type") === "map";
  return {
    name,
    shape,
    ...traitsOf(member),
    binding: binding === "query" && isMap ? "query-params" : binding,
    wireName: textAt(member, "locationName"),
    idempotencyToken: member["idempotencyToken"] === true ? true : undefined,
  };
}

function traitsOf(raw: JsonObject): Traits {
  return {
    min: numberAt(raw, "min"),
    max: numberAt(raw, "max"),
    pattern: textAt(raw, "pattern"),
    enum: Array.isArray(raw["enum"]) ? raw["enum"] : undefined,
    timestampFormat: FORMATS[textAt(raw, "timestampFormat") ?? ""],
    jsonValue: raw["jsonvalue"] === true ? true : undefined,
  };
}
