/** The entry of a catalogue with this id. Throws, naming the closest ones, when there is none. */
export function findById<Entry extends { readonly id: string }>(
  kind: string,
  catalogue: readonly Entry[],
  id: string,
): Entry {
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (entry !== undefined) return entry;
  throw new Error(`no ${kind} is called "${id}"; the closest of ${catalogue.length} are ${closestIds(catalogue, id)}`);
}

const SUGGESTED = 5;

/** The ids of a catalogue that are most like this one, in a row of words. */
export function closestIds(catalogue: readonly { readonly id: string }[], id: string): string {
  const closest = [...catalogue].sort((a, b) => likeness(b.id, id) - likeness(a.id, id)).slice(0, SUGGESTED);
  return closest.map((known) => known.id).join(", ");
}

/** How much of two ids is the same: the share of their pairs of letters, 0.5 where they are all the same. */
export function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  return shared / (pairs.size + others.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(text, (letter, index) => letter + (text[index + 1] ?? "")));
}
