import { JournalError } from "#custody/journal/journal.ts";
import { LedgerError } from "#custody/journal/ledger.ts";
import { PlaceTaken } from "#disk/place.ts";
import { UsageError } from "./usage-error.ts";

/** What was asked for cannot be done as it was asked: exit code 2. */
export function isRefusal(error: unknown): error is Error {
  return [UsageError, LedgerError, JournalError, PlaceTaken].some((refusal) => error instanceof refusal);
}
