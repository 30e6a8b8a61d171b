import type { ResourceKind, Table } from "../table/kind.ts";
import { nameSpace } from "../table/locate.ts";
import type { Resource } from "./resource.ts";

/** What the server knows: resources, each under its parent. */
export interface Store {
  readonly find: (kind: ResourceKind, parent: Resource | undefined, id: string) => Resource | undefined;
  /** Any resource that has this name in the name space of a kind. */
  readonly holder: (kind: ResourceKind, parent: Resource | undefined, id: string) => Resource | undefined;
  readonly add: (resource: Resource) => void;
  /** Removes it with all that belongs to it. */
  readonly remove: (resource: Resource) => void;
  readonly children: (parent: Resource | undefined, kinds: readonly ResourceKind[]) => Resource[];
  readonly has: (resource: Resource) => boolean;
  readonly all: () => readonly Resource[];
}

export function createStore(table: Table): Store {
  const resources = new Set<Resource>();
  const places = new Map<Resource | undefined, Map<string, Resource>>();
  const keyOf = (kind: ResourceKind, id: string): string => `${nameSpace(table, kind)}/${id}`;
  const holder: Store["holder"] = (kind, parent, id) => places.get(parent)?.get(keyOf(kind, id));
  const below = (parent: Resource | undefined): Resource[] => [...(places.get(parent)?.values() ?? [])];
  const remove = (resource: Resource): void => {
    for (const child of below(resource)) remove(child);
    places.delete(resource);
    places.get(resource.parent)?.delete(keyOf(resource.kind, resource.id));
    resources.delete(resource);
  };
  return {
    holder,
    find: (kind, parent, id) => {
      const found = holder(kind, parent, id);
      return found?.kind.name === kind.name ? found : undefined;
    },
    add: (resource) => {
      const siblings = places.get(resource.parent) ?? new Map<string, Resource>();
      places.set(resource.parent, siblings.set(keyOf(resource.kind, resource.id), resource));
      resources.add(resource);
    },
    remove,
    children: (parent, kinds) => below(parent).filter(({ kind }) => kinds.some(({ name }) => name === kind.name)),
    has: (resource) => resources.has(resource),
    all: () => [...resources],
  };
}
