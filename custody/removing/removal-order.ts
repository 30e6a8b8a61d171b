import { groupedBy } from "#spec/grouped-by.ts";

/** How many are looked at, or removed, beside each other. */
const AT_ONCE = 64;

export async function inBatches<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map(act));
  }
}

/** Those that belong to others first, and those of one depth beside each other. */
export async function deepestFirst<Item>(
  items: readonly Item[],
  depthOf: (item: Item) => number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  for (const [, alike] of [...groupedBy(items, depthOf)].toSorted(([a], [b]) => b - a)) await inBatches(alike, act);
}
