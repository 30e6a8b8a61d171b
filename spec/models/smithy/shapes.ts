import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { listAt, objectAt, objectsIn, textAt } from "#spec/models/json-members.ts";
import { modelError } from "#spec/models/model-error.ts";
import type { Member, Shape, ShapeType } from "#spec/models/service-model.ts";
import { has, shortName, trait, traitsAt } from "./shape-ids.ts";
import { bindingOf, valueTraits } from "./traits.ts";

/**
 * The shapes of a model with the traits of its `apply` statements where they belong. A member that a shape has of a mixin
 * stands there with these traits alone, until the mixin is read.
 */
function appliedShapes(shapes: JsonObject): JsonObject {
  const result: JsonObject = { ...shapes };
  for (const [id, statement] of objectsIn(shapes)) {
    if (statement["type"] !== "apply") continue;
    const [shape = "", member] = id.split("$");
    if (member === undefined || shapes[shape] === undefined) continue;
    result[shape] = withTraits(objectAt(result, shape), member, traitsAt(statement));
  }
  return result;
}

function withTraits(shape: JsonObject, member: string, traits: JsonObject): JsonObject {
  if (shape["members"] === undefined && shape[member] !== undefined) {
    return { ...shape, [member]: mergedMember(objectAt(shape, member), { traits }) };
  }
  const members = objectAt(shape, "members");
  return { ...shape, members: { ...members, [member]: mergedMember(objectAt(members, member), { traits }) } };
}

/** A member said twice: what is said later goes before, trait by trait. */
function mergedMember(first: JsonObject, later: JsonObject): JsonObject {
  return { ...first, ...later, traits: { ...traitsAt(first), ...traitsAt(later) } };
}

const TYPES: Readonly<Record<string, ShapeType>> = {
  string: "string",
  enum: "string",
  boolean: "boolean",
  byte: "integer",
  short: "integer",
  integer: "integer",
  intEnum: "integer",
  long: "integer",
  bigInteger: "integer",
  float: "number",
  double: "number",
  bigDecimal: "number",
  blob: "blob",
  timestamp: "timestamp",
  document: "document",
  structure: "structure",
  union: "union",
  list: "list",
  set: "list",
  map: "map",
};

/** What shapes of the prelude are, `smithy.api#Unit` among them: an empty structure where a member is of it. */
const PRELUDE: readonly Shape[] = [
  ...["String", "Boolean", "Byte", "Short", "Integer", "Long", "BigInteger", "Float", "Double", "BigDecimal"],
  ...["Blob", "Timestamp", "Document"],
].map((name) => ({ name, type: TYPES[name.charAt(0).toLowerCase() + name.slice(1)] ?? "string" }));

/** The shapes of a Smithy model by absolute id; `renamed` is what the service calls some of them. */
export function smithyShapes(written: JsonObject, renamed: JsonObject, file: string): Map<string, Shape> {
  const shapes = appliedShapes(written);
  const mixed = new Map<string, JsonObject>();
  const read = new Map<string, Shape>(PRELUDE.map((shape) => [`smithy.api#${shape.name}`, shape]));
  for (const shape of PRELUDE) read.set(`smithy.api#Primitive${shape.name}`, shape);
  read.set("smithy.api#Unit", { name: "Unit", type: "structure", members: [] });
  for (const [id, shape] of objectsIn(shapes)) {
    const type = TYPES[textAt(shape, "type") ?? ""];
    if (type === undefined) continue;
    read.set(
      id,
      readShape(textAt(renamed, id) ?? shortName(id), type, mixedIn(shape, { shapes, file, mixed, within: [id] })),
    );
  }
  return read;
}

interface Mixing {
  readonly shapes: JsonObject;
  readonly file: string;
  /** Mixins with what is mixed into them. */
  readonly mixed: Map<string, JsonObject>;
  /** Ids of what the mixins are mixed into. */
  readonly within: readonly string[];
}

/** A shape with the members and traits of its mixins, its own last. */
function mixedIn(shape: JsonObject, mixing: Mixing): JsonObject {
  const mixins = listAt(shape, "mixins").filter(isJsonObject);
  if (mixins.length === 0) return shape;
  const all = [...mixins.map((mixin) => mixinOf(textAt(mixin, "target") ?? "", mixing)), shape];
  const members: JsonObject = {};
  for (const [name, member] of all.flatMap((each) => objectsIn(objectAt(each, "members")))) {
    members[name] = mergedMember(objectAt(members, name), member);
  }
  return { ...shape, members, traits: Object.assign({}, ...all.map(traitsAt)) as JsonObject };
}

function mixinOf(id: string, mixing: Mixing): JsonObject {
  const { shapes, file, within, mixed } = mixing;
  if (within.includes(id)) {
    throw modelError(file, `/shapes/${id}`, "a mixin that is mixed into itself", "take it out of its own mixins");
  }
  if (!isJsonObject(shapes[id])) {
    throw modelError(file, `/shapes/${id}`, "named as a mixin, which the model has not", "give the whole model");
  }
  const made = mixed.get(id) ?? mixedIn(shapes[id], { ...mixing, within: [...within, id] });
  mixed.set(id, made);
  return made;
}

function readShape(name: string, type: ShapeType, shape: JsonObject): Shape {
  const element = shape["member"] ?? shape["value"];
  const holdsMembers = type === "structure" || type === "union";
  const members = objectsIn(objectAt(shape, "members"));
  return {
    name,
    type,
    ...valueTraits(shape),
    members: holdsMembers ? members.map(([member, raw]) => readMember(member, raw)) : undefined,
    element: isJsonObject(element) ? readMember("element", element) : undefined,
    key: isJsonObject(shape["key"]) ? readMember("key", shape["key"]) : undefined,
    sparse: has(shape, "sparse"),
    errorStatus: errorStatusOf(shape),
    eventStream: has(shape, "streaming") && type === "union",
  };
}

function errorStatusOf(shape: JsonObject): number | undefined {
  const errorTrait = trait(shape, "error");
  const status = trait(shape, "httpError");
  if (typeof status === "number") return status;
  return errorTrait === undefined ? undefined : errorTrait === "server" ? 500 : 400;
}

function readMember(name: string, member: JsonObject): Member {
  return {
    name,
    shape: textAt(member, "target") ?? "",
    ...valueTraits(member),
    ...bindingOf(member),
    required: has(member, "required"),
    idempotencyToken: has(member, "idempotencyToken") ? true : undefined,
  };
}
