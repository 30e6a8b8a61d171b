/** A stretch of one of two texts; `changed` where the other text does not have it. */
export interface Stretch {
  readonly text: string;
  readonly changed: boolean;
}

const WORD = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;

/** Cells of the table that finds the longest common words; beyond, the texts differ between their common ends. */
const LARGEST_TABLE = 250_000;

/** Marks, word by word, what two texts do not have in common. Each list joins to its own text. */
export function wordDiff(before: string, after: string): { readonly before: Stretch[]; readonly after: Stretch[] } {
  const old = words(before);
  const now = words(after);
  const start = commonLength(old, now);
  const end = commonLength(old.slice(start).reverse(), now.slice(start).reverse());
  const [oldMiddle, nowMiddle] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const kept = oldMiddle.length * nowMiddle.length > LARGEST_TABLE ? [] : commonWords(oldMiddle, nowMiddle);
  const oldKept = new Set(kept.map(([at]) => at));
  const nowKept = new Set(kept.map(([, at]) => at));
  const marks = (all: readonly string[], middle: ReadonlySet<number>) =>
    stretches(all, (at) => at >= start && at < all.length - end && !middle.has(at - start));
  return { before: marks(old, oldKept), after: marks(now, nowKept) };
}

function words(text: string): string[] {
  return text.match(WORD) ?? [];
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

/** Indices of a longest common subsequence in both lists. */
function commonWords(one: readonly string[], other: readonly string[]): [number, number][] {
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < one.length && column < other.length;) {
    if (one[row] === other[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

function stretches(all: readonly string[], isChanged: (at: number) => boolean): Stretch[] {
  const result: Stretch[] = [];
  all.forEach((text, at) => {
    const changed = isChanged(at);
    const last = result.at(-1);
    if (last?.changed === changed) result[result.length - 1] = { text: last.text + text, changed };
    else result.push({ text, changed });
  });
  return result;
}
