import type { Table } from "#reference/service/table/kind.ts";
import type { StoredResource } from "./resource.ts";
import { createStore, type Store } from "./store.ts";

/** A store as it was at earlier times, for readers that are behind. */
export interface Past {
  /** Keeps how it is now; in epoch milliseconds. */
  readonly keep: (now: number) => void;
  /** How it was then, which is less long ago than `LONGEST_MS`. */
  readonly at: (then: number) => Store;
}

const LONGEST_MS = 5_000;

export function pastOf(table: Table, store: Store): Past {
  /** The oldest first. */
  const kept: { readonly from: number; readonly store: Store }[] = [{ from: -Infinity, store: copyOf(table, store) }];
  return {
    keep: (now) => {
      kept.push({ from: now, store: copyOf(table, store) });
      while ((kept[1]?.from ?? Infinity) <= now - LONGEST_MS) kept.shift();
    },
    at: (then) => (kept.findLast(({ from }) => from <= then) ?? kept[0])?.store ?? store,
  };
}

function copyOf(table: Table, store: Store): Store {
  const copies = new Map<StoredResource, StoredResource>();
  const copy = createStore(table);
  const copied = (resource: StoredResource): StoredResource => {
    const known = copies.get(resource);
    if (known !== undefined) return known;
    const parent = resource.parent && copied(resource.parent);
    const made = { ...resource, parent };
    copies.set(resource, made);
    copy.add(made);
    return made;
  };
  for (const resource of store.all()) copied(resource);
  return copy;
}
