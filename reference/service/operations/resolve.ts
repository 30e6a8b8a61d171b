import type { StoredResource } from "../store/resource.ts";
import type { ServiceCall } from "../service-call.ts";
import type { ResourceKind } from "../table/kind.ts";
import { pointerTo } from "../table/locate.ts";
import { valueAt } from "../answers/pointer.ts";
import { refuseUnknown } from "./refuse.ts";

/** The resource of a kind that the input names, below the ones that it names as parents. Throws the unknown one's error. */
export function resolve(call: ServiceCall, kind: ResourceKind): StoredResource {
  const parent = resolveParent(call, kind);
  const id = idOf(call, kind);
  const found = call.store.find(kind, parent, id);
  if (found === undefined) throw refuseUnknown(call, `There is no ${words(kind)} called ${id}.`);
  return found;
}

/** The resource that the input names, of the first of these kinds that has one. */
export function resolveFirst(call: ServiceCall, kinds: readonly [ResourceKind, ...ResourceKind[]]): StoredResource {
  const [first] = kinds;
  const named = kinds.find((kind) => call.store.find(kind, resolveParent(call, kind), idOf(call, kind)) !== undefined);
  return resolve(call, named ?? first);
}

/** What a resource of this kind belongs to; undefined for a kind that belongs to none. */
export function resolveParent(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  const parent = call.service.table.kinds.find(({ name }) => name === kind.parent);
  return parent === undefined ? undefined : resolve(call, parent);
}

/** The deepest resource that the input names: the kind's own, or one that such belong to. */
export function resolveNamed(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  const isNamed = pointerTo(call.service.table, kind, call.operation.name) !== undefined;
  return isNamed ? resolve(call, kind) : resolveParent(call, kind);
}

function idOf({ service, operation, input }: ServiceCall, kind: ResourceKind): string {
  const pointer = pointerTo(service.table, kind, operation.name);
  return pointer === undefined ? "" : String(valueAt(input, pointer));
}

export function words(kind: ResourceKind): string {
  return kind.name.replaceAll("-", " ");
}

/** A resource and what it belongs to, from the top. */
export function withAncestors(resource: StoredResource | undefined): StoredResource[] {
  return resource === undefined ? [] : [...withAncestors(resource.parent), resource];
}
