import type { ResourceKind, Table } from "#reference/service/table/kind.ts";
import { nameSpace } from "#reference/service/table/locate.ts";
import type { StoredResource } from "./resource.ts";

/** What the server knows: resources, each under its parent. */
export interface Store {
  readonly find: (kind: ResourceKind, parent: StoredResource | undefined, id: string) => StoredResource | undefined;
  /** Any resource that has this name in the name space of a kind. */
  readonly holder: (kind: ResourceKind, parent: StoredResource | undefined, id: string) => StoredResource | undefined;
  readonly add: (resource: StoredResource) => void;
  /** Removes it with all that belongs to it. */
  readonly remove: (resource: StoredResource) => void;
  readonly children: (parent: StoredResource | undefined, kinds: readonly ResourceKind[]) => StoredResource[];
  readonly has: (resource: StoredResource) => boolean;
  readonly all: () => readonly StoredResource[];
  /** What was removed, or replaced, the last one last. */
  readonly gone: () => readonly StoredResource[];
}

/** As many of each kind as are remembered when they are removed: what becomes of one kind makes no other forgotten. */
const MOST_GONE = 50;

export function createStore(table: Table): Store {
  const resources = new Set<StoredResource>();
  const byParent = new Map<StoredResource | undefined, Map<string, StoredResource>>();
  const gone: StoredResource[] = [];
  const keyOf = (kind: ResourceKind, id: string): string => `${nameSpace(table, kind)}/${id}`;
  const holder: Store["holder"] = (kind, parent, id) => byParent.get(parent)?.get(keyOf(kind, id));
  const below = (parent: StoredResource | undefined): StoredResource[] => [...(byParent.get(parent)?.values() ?? [])];
  const forget = (resource: StoredResource): void => {
    resources.delete(resource);
    gone.push(resource);
    const alike = gone.filter(({ kind }) => kind === resource.kind);
    if (alike.length > MOST_GONE)
      gone.splice(
        gone.findIndex(({ kind }) => kind === resource.kind),
        1,
      );
  };
  const remove = (resource: StoredResource): void => {
    for (const child of below(resource)) remove(child);
    byParent.delete(resource);
    byParent.get(resource.parent)?.delete(keyOf(resource.kind, resource.id));
    forget(resource);
  };
  return {
    holder,
    find: (kind, parent, id) => {
      const found = holder(kind, parent, id);
      return found?.kind.name === kind.name ? found : undefined;
    },
    add: (resource) => {
      const siblings = byParent.get(resource.parent) ?? new Map<string, StoredResource>();
      const key = keyOf(resource.kind, resource.id);
      const replaced = siblings.get(key);
      byParent.set(resource.parent, siblings.set(key, resource));
      resources.add(resource);
      if (replaced !== undefined && replaced !== resource) forget(replaced);
    },
    remove,
    children: (parent, kinds) => below(parent).filter(({ kind }) => kinds.some(({ name }) => name === kind.name)),
    has: (resource) => resources.has(resource),
    all: () => [...resources],
    gone: () => gone,
  };
}
