import type { JournalPlace } from "#custody/journal/journal-entry.ts";
import { maskedAccount } from "./target/sandbox-guard.ts";

/** A place in words. */
export function placeInWords({ endpoint, region, account }: JournalPlace): string {
  return `${endpoint} (${account === undefined ? region : `${region}, account ${maskedAccount(account)}`})`;
}
