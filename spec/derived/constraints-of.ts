import { childSchemas } from "#spec/contract/child-schemas.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Constraint, Side } from "#spec/requirement.ts";
import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";
import { constraintWords } from "./constraint.ts";

/**
 * Every constraint of a schema and of the schemas below it, in document order: the pair (schema pointer, keyword) with
 * each side that a request can exercise, and the id of its requirement: `register.name.max-length` is about refusing
 * what is past the limit, `register.name.max-length.accepts` about taking what is within it. The pointer of the schema itself is the empty string; a map's keys and values
 * stand at `/propertyNames` and `/additionalProperties`, a list's items at `/items`. Two entries have no limit of their
 * own: `required` on side accept (one per object with optional members, without `member`: each may be present or
 * absent) and `type` on side accept (only where null is allowed: null means absent).
 *
 * Where a scalar is wanted, `type` on side reject stands twice: for scalars of another type, and for anything else.
 *
 * The `type` of the outermost schema is left out: a body that is no object at all is malformed, not out of bounds.
 */
export function constraintsOf(schema: JsonSchema, prefix = "input"): Constraint[] {
  return visit({ schema, pointer: "", typed: false }).map((limit) => {
    const id = [prefix, ...constraintWords(limit)].join(".");
    return { ...limit, requirement: limit.side === "accept" ? `${id}.accepts` : id };
  });
}

/**
 * The constraints of an operation's input that its HTTP binding lets a request exercise: text in a path or query is
 * always a string, cannot be null, a list in a query has an item at least, and a path without its label is another path.
 */
export const operationConstraints: (operation: Operation) => readonly Constraint[] = perObject((operation) => {
  const bound = new Map(operation.members.map((member) => [member.name, member]));
  const constraints = constraintsOf(operation.input, operation.prefix);
  const exercised = constraints.filter((constraint) => {
    const name = constraint.pointer === "" ? constraint.member : pointerTokens(constraint.pointer)[1];
    const member = name === undefined ? undefined : bound.get(name);
    if (member === undefined || member.in === "body") return true;
    if (constraint.keyword === "required") return member.in === "query";
    // In a query, a list without an item is no list.
    if (constraint.keyword === "minItems" && constraint.side === "reject") return member.schema.minItems !== 1;
    if (constraint.keyword !== "type") return true;
    return constraint.side === "reject" && constraint.coercible !== true && isParsedFromText(member.schema);
  });
  // Text that is no value of its type is all that a URL can hold: nothing is told apart there.
  return exercised.map((constraint) => {
    const name = pointerTokens(constraint.pointer)[1] ?? "";
    return constraint.keyword === "type" && bound.get(name)?.in === "query"
      ? { ...constraint, coercible: undefined }
      : constraint;
  });
});

/** True for a member whose text in the URL can fail to be a value of its type. */
function isParsedFromText(schema: JsonSchema): boolean {
  return !typesOf(schema).some((type) => type === "string" || type === "array");
}

function typesOf(schema: JsonSchema): readonly JsonType[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}

/** A constraint whose requirement has no id yet. */
type UnnamedConstraint = Omit<Constraint, "requirement">;

interface Node {
  readonly schema: JsonSchema;
  readonly pointer: string;
  /** False where a value cannot be of another type: the input as a whole, and the keys of a map. */
  readonly typed: boolean;
}

function visit(node: Node): UnnamedConstraint[] {
  return [
    ...typeConstraints(node),
    ...limitConstraints(node),
    ...memberConstraints(node),
    ...childNodes(node).flatMap(visit),
  ];
}

function childNodes({ schema, pointer }: Node): Node[] {
  return [...childSchemas(schema)].map((child) => ({
    schema: child.schema,
    pointer: pointer + child.pointer,
    typed: child.of.kind !== "key",
  }));
}

function typeConstraints({ schema, pointer, typed }: Node): UnnamedConstraint[] {
  const types = typesOf(schema);
  if (types.length === 0 || !typed) return [];
  const accepted: UnnamedConstraint[] = types.includes("null") ? [{ pointer, keyword: "type", side: "accept" }] : [];
  const refused: UnnamedConstraint = { pointer, keyword: "type", side: "reject" };
  const kinds = types.some((type) => type === "object" || type === "array") ? [undefined] : [false, true];
  return [...accepted, ...kinds.map((coercible) => ({ ...refused, coercible }))];
}

const LOWER_LIMITS = ["minLength", "minProperties", "minItems"] as const;
const TWO_SIDED = ["enum", "const", "pattern", "maxLength", "maxProperties", "maxItems", "minimum", "maximum"] as const;

/** Keywords with a value on either side; nothing is shorter than nothing, so a lower limit of 0 has no outside. */
function limitConstraints({ schema, pointer }: Node): UnnamedConstraint[] {
  const constraints: UnnamedConstraint[] = [];
  const add = (keyword: string, ...sides: Side[]) => {
    for (const side of sides) constraints.push({ pointer, keyword, side });
  };
  for (const keyword of TWO_SIDED) if (schema[keyword] !== undefined) add(keyword, "accept", "reject");
  for (const keyword of LOWER_LIMITS) {
    const limit = schema[keyword];
    if (limit !== undefined) add(keyword, "accept", ...(limit > 0 ? (["reject"] as const) : []));
  }
  // Nothing stands twice in a list of one.
  const { uniqueItems, maxItems = Infinity } = schema;
  if (uniqueItems === true) add("uniqueItems", "accept", ...(maxItems > 1 ? (["reject"] as const) : []));
  return constraints;
}

function memberConstraints({ schema, pointer }: Node): UnnamedConstraint[] {
  const required = schema.required ?? [];
  const constraints: UnnamedConstraint[] = required.map((member) => ({
    pointer,
    keyword: "required",
    side: "reject",
    member,
  }));
  const optional = Object.keys(schema.properties ?? {}).some((member) => !required.includes(member));
  if (optional && schema["x-union"] !== true) constraints.push({ pointer, keyword: "required", side: "accept" });
  if (schema.additionalProperties === false) {
    constraints.push({ pointer, keyword: "additionalProperties", side: "reject" });
  }
  return constraints;
}
