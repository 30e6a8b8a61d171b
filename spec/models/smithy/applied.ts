import type { JsonObject } from "#spec/json/json.ts";
import { objectAt, objectsIn } from "#spec/models/json-members.ts";
import { traitsAt } from "./shape-ids.ts";

/**
 * The shapes of a model with the traits of its `apply` statements where they belong. A member that a shape has of a mixin
 * stands there with these traits alone, until the mixin is read.
 */
export function appliedShapes(shapes: JsonObject): JsonObject {
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
export function mergedMember(first: JsonObject, later: JsonObject): JsonObject {
  return { ...first, ...later, traits: { ...traitsAt(first), ...traitsAt(later) } };
}
