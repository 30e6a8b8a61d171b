import { createHash } from "node:crypto";

/** The number in an id such as `drawn-17`; undefined for any other id. */
export function numberOf(id: string): number | undefined {
  const [, number] = /^drawn-(0|[1-9]\d{0,9})$/.exec(id) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Chooses evenly from lists, each time by the next four bytes of a digest. */
export function chooser(seed: string): <Item>(items: readonly Item[]) => Item {
  const digest = createHash("sha256").update(`drawn ${seed}`).digest();
  let used = 0;
  return (items) => {
    const item = items[digest.readUInt32BE(used) % items.length];
    used += 4;
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  };
}
