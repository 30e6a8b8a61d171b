import type { JournalEntry } from "./journal-entry.ts";

/** An entry as it stands in a journal. */
export interface JournalLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly entry: JournalEntry;
  /** It is proved that this user wrote it. */
  readonly isOwn: boolean;
}
