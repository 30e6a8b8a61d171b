import type { JournalEntry, JournalLine } from "./journal-entry.ts";
import { outstanding, type Outstanding } from "./outstanding.ts";

/**
 * Names that may still exist, oldest first: those that this user wrote down, by the user's own entries alone, and those
 * of others. What others wrote settles nothing of this user's.
 */
export function openNames(lines: readonly JournalLine[]): Outstanding[] {
  const own = lines.filter(({ isOwn }) => isOwn).map(({ entry }) => entry);
  const isOwn = new Set<JournalEntry>(own);
  const all = outstanding(lines.map(({ entry }) => entry));
  const foreign = all.filter(({ intend }) => !isOwn.has(intend)).map((name) => ({ ...name, foreign: true }) as const);
  return [...outstanding(own), ...foreign];
}
