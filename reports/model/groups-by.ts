/** What items of one group have in common, in one part or several; undefined for an item that stands alone. */
export type GroupKey = string | readonly string[] | undefined;

/** The items that share a key, the groups in the order in which they first come up. */
export function groupsBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => GroupKey): Item[][] {
  const groups = new Map<string | symbol, Item[]>();
  for (const item of items) {
    const parts = keyOf(item);
    const key = parts === undefined ? Symbol() : JSON.stringify(parts);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
