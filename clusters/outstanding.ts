import type { IntendEntry, JournalEntry, OutcomeEntry } from "./journal.ts";

/** A name that may still exist, with what the journal knows of it. */
export interface Outstanding {
  readonly name: string;
  /** The first one since the name was last settled. */
  readonly intend: IntendEntry;
  /** A reply said that our request created it. */
  readonly created: boolean;
}

/**
 * Names that may still exist, oldest first. Each `intend` is open until an outcome settles it, so of two requests for
 * one name the refusal of one does not settle the other.
 */
export function outstanding(entries: Iterable<JournalEntry>): Outstanding[] {
  const ledger = new Ledger();
  for (const entry of entries) ledger.add(entry);
  return ledger.outstanding();
}

interface Account {
  readonly intend: IntendEntry;
  /** Intended, and no outcome yet. */
  open: number;
  exists: boolean;
}

/** Takes entries one by one. */
export class Ledger {
  readonly #accounts = new Map<string, Account>();

  add(entry: JournalEntry): void {
    const account = this.#accounts.get(entry.name);
    if (entry.event !== "intend") {
      if (account !== undefined) settle(account, entry.event);
    } else if (account !== undefined && isOpen(account)) account.open += 1;
    else this.#accounts.set(entry.name, { intend: entry, open: 1, exists: false });
  }

  outstanding(): Outstanding[] {
    return [...this.#accounts].flatMap(([name, account]) =>
      isOpen(account) ? [{ name, intend: account.intend, created: account.exists }] : [],
    );
  }
}

function isOpen({ open, exists }: Account): boolean {
  return exists || open > 0;
}

function settle(account: Account, event: OutcomeEntry["event"]): void {
  const wasOpen = account.open > 0;
  switch (event) {
    case "created":
      account.open -= wasOpen ? 1 : 0;
      account.exists = true;
      break;
    case "absent":
      if (wasOpen) account.open -= 1;
      else account.exists = false;
      break;
    case "removed":
      if (account.exists) account.exists = false;
      else if (wasOpen) account.open -= 1;
      break;
    case "left":
      break;
  }
}
