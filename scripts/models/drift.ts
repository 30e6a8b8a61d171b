import type { Contract } from "#spec/contract/contract.ts";
import type { InputMember, Operation, OutputMember } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/** Something that one contract says and the other does not, or says otherwise. */
export interface Drift {
  readonly what: "added" | "removed" | "changed";
  /** `RegisterCluster errors ClientException`, or `RegisterClusterRequest in requests name value maxLength`. */
  readonly where: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/**
 * What of one contract the other does not promise: operations, members and what is required of them, limits, values,
 * errors, statuses, pages and waiters. Words about them are left out. What is in a new thing is not told apart from it,
 * and what is wrong with a structure is told once, wherever it is used.
 */
export function driftBetween(before: Contract, after: Contract): Drift[] {
  return [...differences(factsOf(before), factsOf(after), [])];
}

/** A line for each, in the order of the contracts. */
export function driftLines(drifts: readonly Drift[]): string[] {
  return drifts.map(({ what, where, before, after }) => {
    const said = [before, after].filter((value) => value !== undefined && !isJsonObject(value));
    return `${what} ${where}${said.length === 0 ? "" : `: ${said.map((value) => JSON.stringify(value)).join(" -> ")}`}`;
  });
}

function* differences(before: JsonObject, after: JsonObject, path: readonly string[]): Iterable<Drift> {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [own(before, name), own(after, name)];
    const where = [...path, name].join(" ");
    if (old === undefined) yield { what: "added", where, after: now ?? null };
    else if (now === undefined) yield { what: "removed", where, before: old };
    else if (isJsonObject(old) && isJsonObject(now)) yield* differences(old, now, [...path, name]);
    else if (JSON.stringify(old) !== JSON.stringify(now)) yield { what: "changed", where, before: old, after: now };
  }
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** What a contract promises as a tree of names: its operations, and beside them its structures. */
function factsOf(contract: Contract): JsonObject {
  const structures: JsonObject = {};
  const operations = [...contract.operations.values()].map((operation) => [
    operation.id,
    factsOfOperation(operation, structures),
  ]);
  return { ...(Object.fromEntries(operations) as JsonObject), ...structures };
}

function factsOfOperation(operation: Operation, structures: JsonObject): JsonObject {
  const { method, path, query, members, input, success, errors, pages, waiters } = operation;
  const bindings = (bound: readonly (InputMember | OutputMember)[]): JsonObject =>
    Object.fromEntries(bound.map(({ name, in: place, wireName }) => [name, `${place} ${wireName}`]));
  // Whatever refers to an error's structure refers to it by its name.
  for (const { schema } of errors) factsOfSchema(schema, "in errors", structures);
  return {
    request: `${method} ${path}${query === "" ? "" : `?${query}`}`,
    status: success.status,
    carried: bindings(members.filter(({ in: place }) => place !== "body")),
    answered: bindings(success.bound),
    errors: Object.fromEntries(errors.map(({ name, status }) => [name, status])),
    pages: { ...(pages as JsonObject | undefined) },
    waiters: Object.fromEntries(waiters.map(({ name, ...waiter }) => [name, waiter as unknown as JsonObject])),
    input: factsOfSchema(input, "in requests", structures),
    output: factsOfSchema(success.schema, "in answers", structures),
  };
}

type Carrier = "in requests" | "in answers" | "in errors";

/** A structure goes by its name and side, and is described once. */
function factsOfSchema(schema: JsonSchema, side: Carrier, structures: JsonObject): JsonValue {
  const { title, properties = {}, required = [] } = schema;
  if (title === undefined || schema.properties === undefined) return factsOfValue(schema, side, structures);
  const name = `${title} ${side}`;
  if (Object.hasOwn(structures, name)) return title;
  const members: JsonObject = {};
  structures[name] = members;
  for (const [member, each] of Object.entries(properties)) {
    members[member] = { value: factsOfSchema(each, side, structures), required: required.includes(member) };
  }
  return title;
}

/** Keywords that say nothing of a value, or are followed. */
const OTHER: ReadonlySet<string> = new Set([
  "title",
  "description",
  "enum",
  "items",
  "additionalProperties",
  "propertyNames",
  "properties",
  "required",
]);

function factsOfValue(schema: JsonSchema, side: Carrier, structures: JsonObject): JsonObject {
  const keywords = Object.entries(schema).filter(([name]) => !OTHER.has(name) && !name.startsWith("x-"));
  const inner = (["items", "additionalProperties", "propertyNames"] as const).flatMap((name) => {
    const below = schema[name] as JsonSchema | boolean | undefined;
    return typeof below === "object" ? [[name, factsOfSchema(below, side, structures)] as const] : [];
  });
  const values = (schema.enum ?? []).map((value) => [JSON.stringify(value), {}] as const);
  return {
    ...(Object.fromEntries(keywords) as JsonObject),
    ...(values.length === 0 ? {} : { enum: Object.fromEntries(values) }),
    ...Object.fromEntries(inner),
  };
}
