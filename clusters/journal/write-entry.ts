import type { JournalEntry } from "./journal-entry.ts";
import { JournalError, type Journal } from "./journal.ts";
import { LedgerError } from "./ledger.ts";

/** Writes down what a request may make, before it leaves. Throws LedgerError, which keeps the request from leaving. */
export function writeIntent(journal: Journal, entry: JournalEntry): void {
  try {
    journal.write(entry);
  } catch (error) {
    throw error instanceof JournalError ? new LedgerError(error.message, { cause: error }) : error;
  }
}

/** Writes down what became of it, if that can be. */
export function writeOutcome(journal: Journal, entry: JournalEntry): void {
  try {
    journal.write(entry);
  } catch (error) {
    // Without an outcome a sweep looks for what is gone; to stop for one would keep others from being removed.
    if (!(error instanceof JournalError)) throw error;
  }
}
