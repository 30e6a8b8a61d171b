import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { isIndex, memberSchema } from "./member-schema.ts";
import { placeholdersIn, resourceNameOf } from "./placeholders.ts";
import { operationsOf, ownerOf, type Resource, type ResourceOperation, type ResourceTable } from "./resource-table.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Service } from "./service.ts";

/** The error that an operation documents for a resource that is not there. */
export function unknownError({ errors }: Operation, table: ResourceTable): DocumentedError | undefined {
  const names = toldUnknown(table);
  return errors.find(({ name }) => names.includes(name));
}

/** What operations call a resource that is not there, those on tags included. */
export function toldUnknown({ errors: { unknown, untaggable = [] } }: ResourceTable): readonly string[] {
  return [...unknown, ...untaggable];
}

export function takenError({ errors }: Operation, { errors: { taken } }: ResourceTable): DocumentedError | undefined {
  return errors.find(({ name }) => taken.includes(name));
}

/** Other kinds of resources whose names are not free for this one: the same operation describes them by name. */
export function kindsOfOneNameSpace(resource: Resource, { resources }: ResourceTable): Resource[] {
  const { describe, parent, id } = resource;
  if (describe === undefined || id.input === undefined) return [];
  return resources.filter(
    (other) =>
      other.name !== resource.name &&
      other.parent === parent &&
      other.create !== undefined &&
      other.id.input !== undefined &&
      other.describe?.operation === describe.operation,
  );
}

/** Where the input that creates one has what no other below its parent has: its name, or members that are unique together. */
export function uniqueMembers({ id }: Pick<Resource, "id">): readonly string[] {
  return id.input === undefined ? (id.unique ?? []) : [id.input];
}

/** Whether a parent has one of a kind at most: it is described without a name of its own. */
export function isOnlyOne({ name, describe }: Resource, { inputs }: ResourceTable): boolean {
  if (describe === undefined) return false;
  return !placeholdersIn(describe.input ?? inputs[describe.operation] ?? {}).some((each) => {
    return each === name || each === `${name}.arn`;
  });
}

/** Whether there can be another one beside the shared one: of those that a service knows, one that the table names. */
export function hasAnother({ fixed, id: { spares } }: Resource): boolean {
  return !fixed || spares !== undefined;
}

/** Whether a parent may have two at a time, under names of the caller's, and the creating answer tells which one it made. */
export function tellsTwoApart({ fixed, id, most, create }: Resource): boolean {
  const isNamed = id.input !== undefined && id.spares === undefined && !fixed;
  return isNamed && most?.count !== 1 && create?.shows !== undefined;
}

/** Whether the service names what it makes of a kind, and that belongs to nothing. */
export function isUnnamedKind({ id, parent }: Pick<Resource, "id" | "parent">): boolean {
  return id.input === undefined && parent === undefined;
}

/** Whether its name is whatever the caller makes up, none within an ARN, and none of a few that the service knows. */
export function isFreelyNamed({ inputs }: ResourceTable, { create, id, fixed }: Resource): boolean {
  const input = inputs[create?.operation ?? ""];
  return id.input !== undefined && !fixed && input !== undefined && valueAt(input, id.input) === "$new";
}

/** Whether two may be there at a time under names of the caller's that are much alike, each of which describes its own. */
export function isDistinguished(table: ResourceTable, resource: Resource): boolean {
  return resource.describe !== undefined && resource.most?.count !== 1 && isFreelyNamed(table, resource);
}

/** The name of the member of an input that is a client token, where there is one. */
export function tokenMemberOf({ members }: Operation): string | undefined {
  return members.find(({ schema }) => schema["x-idempotency-token"] === true)?.name;
}

/** The members of an operation's plain input that name neither the resource itself nor another one. */
export function membersNamingNothing({ inputs }: ResourceTable, operation: string, { id }: Resource): string[] {
  const plain = Object.entries(inputs[operation] ?? {});
  return plain.flatMap(([name, value]) => (placeholdersIn(value).length > 0 || `/${name}` === id.input ? [] : [name]));
}

/** The kinds of resources that a plain input, or a part of it, names, in the table's order. */
export function resourcesNamedIn({ resources }: ResourceTable, input: JsonValue = {}): Resource[] {
  const names = placeholdersIn(input).map(resourceNameOf);
  return resources.filter(({ name }) => names.includes(name));
}

/** The kinds of resources that an operation is about which belongs to none, such as one that tags any of them. */
export function resourcesActedOn(table: ResourceTable, operation: string): Resource[] {
  return ownerOf(table, operation) === undefined ? resourcesNamedIn(table, table.inputs[operation]) : [];
}

/**
 * The innermost resource that the plain input of an operation names and that can be described: whether it is an error to
 * take off what is only attached to another one, and is not there, no source says.
 */
export function lastResource(operation: string, table: ResourceTable): Resource | undefined {
  return resourcesNamedIn(table, table.inputs[operation])
    .filter(({ describe }) => describe !== undefined)
    .at(-1);
}

/** The schema of what an operation shows of a resource; undefined where its output has no place for it. */
export function shownSchema({ success }: Operation, { shows = "" }: ResourceOperation): JsonSchema | undefined {
  return memberSchema(success.schema, shows);
}

/** Whether an operation describes resources as a list of those that it is asked for: one that is not there is not in it. */
export function describesList({ shows = "" }: ResourceOperation): boolean {
  return isIndex(pointerTokens(shows).at(-1) ?? "");
}

/** Whether an operation answers with the resource that its plain input names: an answer without a body shows none. */
export function showsOwn(operation: Operation, one: ResourceOperation): boolean {
  return one.shows !== undefined && one.input === undefined && shownSchema(operation, one)?.properties !== undefined;
}

/** The operations whose answers show the very resource of the kind that they are about. */
export function showingOperations(
  { contract }: Pick<Service, "contract">,
  { create, describe, delete: gone, updates, others }: Resource,
): ResourceOperation[] {
  const updating = [...updates, ...others].map((operation) => ({ operation, shows: describe?.shows }));
  return [create, describe, gone, ...updating].flatMap((one) => {
    const operation = one && contract.operations.get(one.operation);
    return one !== undefined && operation !== undefined && showsOwn(operation, one) ? [one] : [];
  });
}

/** A change's client token, and where its answer has an id that is new for each change: without one nobody could tell. */
export interface UpdateToken {
  readonly member: string;
  readonly at: string;
}

export function updateToken({ table }: Service, operation: Operation): UpdateToken | undefined {
  const member = tokenMemberOf(operation);
  const at = table.resources
    .flatMap(({ made }) => made?.at ?? [])
    .find((pointer) => shownSchema(operation, { operation: operation.id, shows: pointer }) !== undefined);
  return member === undefined || at === undefined ? undefined : { member, at };
}

/** Whether a list has a kind only for who asks for it, by more than the plain input. */
export function isListedIfAsked({ inputs }: ResourceTable, { list }: Resource): boolean {
  const plain = inputs[list?.operation ?? ""];
  return plain !== undefined && Object.keys(list?.input ?? {}).some((name) => !Object.hasOwn(plain, name));
}

/** Whether an operation is the one that deletes some kind of resource. */
export function isDeletion({ resources }: ResourceTable, { id }: Pick<Operation, "id">): boolean {
  return resources.some((resource) => resource.delete?.operation === id);
}

/** Whether a resource that no operation creates comes about otherwise than by being listed. */
export function isMadeApart({ create, made, list }: Resource): boolean {
  return create === undefined && made !== undefined && made.operation !== list?.operation;
}

/** The kind of which an operation's answer shows one that it made beside what it is about: the update of a change. */
export function kindMadeBeside({ contract, table }: Service, { id }: Pick<Operation, "id">): Resource | undefined {
  const operation = contract.operations.get(id);
  if (operation === undefined) return undefined;
  return table.resources.find(
    (kind) =>
      isMadeApart(kind) &&
      !operationsOf(kind).includes(id) &&
      shownSchema(operation, { operation: id, shows: kind.made?.at ?? "" }) !== undefined,
  );
}

/**
 * The input that switches on what keeps a resource from being deleted: the one that switches it off, with the other value.
 * Undefined where nothing does, or no member of that name.
 */
export function protectingInput({ protection }: Resource): JsonObject | undefined {
  const off = protection?.off.input;
  const [name = "", ...deeper] = pointerTokens(protection?.at ?? "");
  if (protection === undefined || off === undefined || deeper.length > 0 || !Object.hasOwn(off, name)) return undefined;
  return { ...off, [name]: protection.is };
}

/** Whether what is shown of a resource says that it is being deleted; models and answers differ in the case of states. */
export function saysGoing({ going }: Pick<Resource, "going">, shown: JsonObject): boolean {
  const state = going === undefined ? undefined : valueAt(shown, going.at);
  return typeof state === "string" && state.toUpperCase() === going?.is.toUpperCase();
}

/** The longest chain of kinds of which each belongs to the next; 1 where none belongs to another. */
export function levelsOf(resources: readonly Resource[]): number {
  const level = ({ parent }: Resource): number => {
    const above = resources.find(({ name }) => name === parent);
    return above === undefined ? 1 : 1 + level(above);
  };
  return Math.max(1, ...resources.map(level));
}
