import { diffArrays } from "diff";

/** A stretch of one of two texts; `changed` where the other text does not have it. */
export interface Stretch {
  readonly text: string;
  readonly changed: boolean;
}

const WORD = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;

/** Words put in and taken out at most; texts that differ in more differ as a whole. */
const MOST_EDITS = 700;

/** Marks, word by word, what two texts do not have in common. Each list joins to its own text. */
export function wordDiff(before: string, after: string): { readonly before: Stretch[]; readonly after: Stretch[] } {
  const [old, now] = [words(before), words(after)];
  const changes = diffArrays(old, now, { maxEditLength: MOST_EDITS }) ?? [
    { value: old, added: false, removed: true },
    { value: now, added: true, removed: false },
  ];
  const stretches = (other: "added" | "removed"): Stretch[] =>
    changes
      .filter((change) => !change[other])
      .map(({ value, added, removed }) => ({ text: value.join(""), changed: added || removed }))
      .filter(({ text }) => text !== "");
  return { before: stretches("added"), after: stretches("removed") };
}

function words(text: string): string[] {
  return text.match(WORD) ?? [];
}
