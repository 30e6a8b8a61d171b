/** Whole numbers of 32 bits, each with any number of entries. */
export interface HashTable {
  add(hash: number, entry: number): void;
  /** The link to a hash's first entry, -1 for none; the next one is `next` of it. */
  first(hash: number): number;
  next(link: number): number;
  entryAt(link: number): number;
}

const SMALLEST = 64;
const FREE = -1;
/** A multiplier that spreads hashes which differ in a few bits (Knuth, volume 3, 6.4). */
const SPREAD = 0x9e3779b1;

/** In typed arrays, since hundreds of thousands of entries are kept, and every character of a text is looked up. */
export function hashTable(): HashTable {
  let [hashes, heads] = [new Int32Array(SMALLEST), new Int32Array(SMALLEST).fill(FREE)];
  let [entries, links]: [Int32Array, Int32Array] = [new Int32Array(SMALLEST), new Int32Array(SMALLEST)];
  let [hashCount, entryCount] = [0, 0];
  /** Where a hash is, or would be. */
  const slotOf = (hash: number): number => {
    const mask = heads.length - 1;
    let slot = (Math.imul(hash, SPREAD) >>> 8) & mask;
    while (heads[slot] !== FREE && hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const [oldHashes, oldHeads] = [hashes, heads];
    hashes = new Int32Array(oldHeads.length * 2);
    heads = new Int32Array(oldHeads.length * 2).fill(FREE);
    oldHeads.forEach((head, at) => {
      if (head === FREE) return;
      const slot = slotOf(oldHashes[at] ?? 0);
      hashes[slot] = oldHashes[at] ?? 0;
      heads[slot] = head;
    });
  };
  return {
    add: (hash, entry) => {
      if (hashCount * 2 >= heads.length) grow();
      if (entryCount === entries.length) [entries, links] = [doubled(entries), doubled(links)];
      const slot = slotOf(hash);
      const head = heads[slot] ?? FREE;
      if (head === FREE) hashCount += 1;
      hashes[slot] = hash;
      heads[slot] = entryCount;
      entries[entryCount] = entry;
      links[entryCount] = head;
      entryCount += 1;
    },
    first: (hash) => heads[slotOf(hash)] ?? FREE,
    next: (link) => links[link] ?? FREE,
    entryAt: (link) => entries[link] ?? 0,
  };
}

function doubled(values: Int32Array): Int32Array {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}
