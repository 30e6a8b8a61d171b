import { isDeepStrictEqual } from "node:util";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { withValueAt } from "#reference/service/answers/pointer.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import { look } from "#reference/service/store/readiness.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { fitted } from "./answer.ts";
import { matchesFilters } from "./matches-filters.ts";
import { ancestorMembers } from "#reference/service/resource/new-resource.ts";
import { pageOf } from "./page.ts";
import { isNamed, resolveParent } from "./resolve.ts";

/** Lists the resources of these kinds under the parent that the input names, in pages where the operation has any. */
export function list(call: ServiceCall, kinds: readonly [ResourceKind, ...ResourceKind[]]): OutputDocument {
  const [first] = kinds;
  const listed = kinds.filter((kind) => isAskedFor(call, kind));
  const isUnminded = !call.habits.minds(call.operation, "parent");
  const ofAll = first.parent !== undefined && (isUnminded || !isNamed(call, first));
  const parent = ofAll ? undefined : resolveParent(call, first);
  const resources = (
    ofAll
      ? ofKinds(call, listed)
      : [
          ...parentsMeant(call, parent).flatMap((one) => call.store.children(one, listed)),
          ...replacedOnes(call, listed, parent),
        ]
  )
    .filter((resource) => !isGone(call, resource))
    .concat(departedOnes(call, listed, parent))
    .filter((resource) => matchesFilters(call, resource.facts, (kind) => childIds(call, resource, kind)))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const { items, token } = pageOf(call, resources, ({ id }) => id);
  const at = first.list?.at ?? "";
  const shown = items.map((resource) => itemOf(resource));
  const document = withValueAt(Object.fromEntries(ancestorMembers(call, parent)), at, shown);
  const { pages } = call.operation;
  return fitted(
    call,
    token === undefined || pages === undefined ? document : withValueAt(document, pages.outputToken, token),
  );
}

/** A server that does not mind how a name ends takes all whose names begin so for the parent. */
function parentsMeant(
  { store, habits, operation }: ServiceCall,
  parent: StoredResource | undefined,
): (StoredResource | undefined)[] {
  if (parent === undefined || habits.minds(operation, "whole name")) return [parent];
  return store.all().filter(({ kind, id }) => kind.name === parent.kind.name && id.startsWith(parent.id));
}

/** Where the input has no place for what they belong to. */
function ofKinds({ store }: ServiceCall, kinds: readonly ResourceKind[]): StoredResource[] {
  return store.all().filter(({ kind }) => kinds.some(({ name }) => name === kind.name));
}

/** A kind whose list has an input of its own is shown only to who sends that. */
function isAskedFor({ input, habits, operation }: ServiceCall, { list: listing }: ResourceKind): boolean {
  if (!habits.minds(operation, "being asked")) return true;
  return Object.entries(listing?.input ?? {}).every(([name, value]) => {
    const given = input[name];
    return Array.isArray(given) && Array.isArray(value)
      ? value.every((one) => given.includes(one))
      : isDeepStrictEqual(given, value);
  });
}

/** A server that does not mind that they were replaced lists them still. */
function replacedOnes(
  { habits, operation, store }: ServiceCall,
  kinds: readonly ResourceKind[],
  parent: StoredResource | undefined,
): StoredResource[] {
  if (habits.minds(operation, "replacement")) return [];
  const there = store.children(parent, kinds);
  return store.gone().filter((one) => there.some(({ kind, id }) => kind === one.kind && id === one.id));
}

/** A server that does not mind that they were deleted lists them still. */
function departedOnes(
  { habits, operation, store }: ServiceCall,
  kinds: readonly ResourceKind[],
  parent: StoredResource | undefined,
): StoredResource[] {
  if (habits.minds(operation, "departure")) return [];
  const there = new Set(store.children(parent, kinds).map(({ id }) => id));
  const gone = store.gone().filter((one) => kinds.includes(one.kind) && one.parent === parent && !there.has(one.id));
  return [...new Map(gone.map((one) => [one.id, one])).values()];
}

function isGone({ store, call }: ServiceCall, resource: StoredResource): boolean {
  const gone = look(resource, call.receivedAt);
  if (gone) store.remove(resource);
  return gone;
}

function childIds({ store, service }: ServiceCall, resource: StoredResource, name: string): string[] {
  const kinds = service.table.kinds.filter((kind) => kind.name === name);
  return store.children(resource, kinds).map(({ id }) => id);
}

function itemOf({ kind, id, facts }: StoredResource): JsonValue {
  const item = kind.list?.item ?? "";
  return item === "" ? id : withValueAt(facts as JsonObject, item, id);
}
