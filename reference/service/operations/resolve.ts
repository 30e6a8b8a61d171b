import { valueText } from "#reference/value-text.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { isOnly, pointerTo, pointerToArn } from "#reference/service/table/locate.ts";
import { valueAt } from "#reference/service/answers/pointer.ts";
import { refuseUnknown } from "./refuse.ts";

/** The resource of a kind that the input names, below the ones that it names as parents. Throws the unknown one's error. */
export function resolve(call: ServiceCall, kind: ResourceKind): StoredResource {
  const found = find(call, kind);
  if (found === undefined)
    throw refuseUnknown(call, `There is no ${words(kind)} called ${idAskedFor(call, kind) ?? "so"}.`);
  return found;
}

/** The resource that the input names, of the first of these kinds that has one. */
export function resolveFirst(call: ServiceCall, kinds: readonly [ResourceKind, ...ResourceKind[]]): StoredResource {
  const [first] = kinds;
  return resolve(call, kinds.find((kind) => find(call, kind) !== undefined) ?? first);
}

/**
 * What an input without the name of a parent means is told by the resource's own name, which no other has then; one
 * without a name of its own means the only one that the parent has. Throws the error of an unknown parent.
 */
export function find(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  const byArn = pointerToArn(call.service.table, kind, call.operation.name);
  if (byArn !== undefined) {
    const arn = valueAt(call.input, byArn);
    return call.store.all().find((one) => one.kind.name === kind.name && valueAt(one.facts, kind.arn ?? "/") === arn);
  }
  const id = idAskedFor(call, kind);
  const parentKind = parentOf(call, kind);
  const isUnminded = !call.habits.minds(call.operation, "parent");
  if (parentKind !== undefined && id !== undefined && (isUnminded || !isNamed(call, parentKind))) {
    return call.store.all().find((one) => one.kind.name === kind.name && one.id === id);
  }
  const departed = call.habits.minds(call.operation, "departed parent") ? undefined : withDeparted(call, kind, id);
  if (departed !== undefined) return departed;
  const parent = resolveParent(call, kind);
  if (id === undefined) return call.store.children(parent, [kind])[0];
  const { minds } = call.habits;
  const found = minds(call.operation, "own kind")
    ? call.store.find(kind, parent, id)
    : call.store.holder(kind, parent, id);
  if (found === undefined) return nearlyNamed(call, call.store.children(parent, [kind]), id);
  return minds(call.operation, "own name") ? found : call.store.children(parent, [kind]).at(-1);
}

/** What a server finds that minds neither the case of names nor how they end. */
function nearlyNamed(
  { habits, operation }: ServiceCall,
  all: readonly StoredResource[],
  id: string,
): StoredResource | undefined {
  const isFolded = !habits.minds(operation, "case of names");
  const isBegun = !habits.minds(operation, "end of names");
  return all.find(
    (one) => (isFolded && one.id.toLowerCase() === id.toLowerCase()) || (isBegun && one.id.startsWith(id)),
  );
}

/** What was below a parent that is gone, by the names of both. */
function withDeparted(call: ServiceCall, kind: ResourceKind, id: string | undefined): StoredResource | undefined {
  const parentKind = parentOf(call, kind);
  if (parentKind === undefined || find(call, parentKind) !== undefined) return undefined;
  const above = idAskedFor(call, parentKind);
  return call.store.gone().findLast((one) => one.kind.name === kind.name && one.id === id && one.parent?.id === above);
}

/** What a resource of this kind belongs to; undefined for a kind that belongs to none. */
export function resolveParent(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  const parent = parentOf(call, kind);
  return parent === undefined ? undefined : resolve(call, parent);
}

function parentOf({ service }: ServiceCall, kind: ResourceKind): ResourceKind | undefined {
  return service.table.kinds.find(({ name }) => name === kind.parent);
}

/** Whether the operation's input has a place for the name of the kind, or for that of what it belongs to. */
export function isNamed(call: ServiceCall, kind: ResourceKind): boolean {
  const parent = parentOf(call, kind);
  const own = pointerTo(call.service.table, kind, call.operation.name) !== undefined;
  return own || (parent !== undefined && isNamed(call, parent));
}

/** The deepest resource that the input names: the kind's own, the only one that its parent has, or that parent. */
export function resolveNamed(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  const { table } = call.service;
  const { name } = call.operation;
  const own = [pointerTo(table, kind, name), pointerToArn(table, kind, name)].some((one) => one !== undefined);
  return own || isOnly(table, kind) ? resolve(call, kind) : resolveParent(call, kind);
}

/** The name by which the input asks for one of a kind; undefined where it has no place for that. */
export function idAskedFor({ service, operation, input }: ServiceCall, kind: ResourceKind): string | undefined {
  const pointer = pointerTo(service.table, kind, operation.name);
  return pointer === undefined ? undefined : valueText(valueAt(input, pointer));
}

export function words(kind: ResourceKind): string {
  return kind.name.replaceAll("-", " ");
}

/** A resource and what it belongs to, from the top. */
export function withAncestors(resource: StoredResource | undefined): StoredResource[] {
  return resource === undefined ? [] : [...withAncestors(resource.parent), resource];
}
