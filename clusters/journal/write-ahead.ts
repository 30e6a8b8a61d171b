import type { JournalEntry } from "./journal-entry.ts";
import { JournalError, type Journal } from "./journal.ts";
import { LedgerError } from "./ledger.ts";

/** Writes down what a request may create, before the request is sent. Throws LedgerError, and then it is not sent. */
export function writeIntent(journal: Journal, entry: JournalEntry): void {
  try {
    journal.write(entry);
  } catch (error) {
    throw error instanceof JournalError ? new LedgerError(error.message, { cause: error }) : error;
  }
}

/** Writes down what became of it, if possible. */
export function writeOutcome(journal: Journal, entry: JournalEntry): void {
  try {
    journal.write(entry);
  } catch (error) {
    // If the outcome is missing, a sweep merely looks for what is gone; stopping here would leave others in place.
    if (!(error instanceof JournalError)) throw error;
  }
}
