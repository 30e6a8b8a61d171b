import type { IntendEntry, JournalEntry, OutcomeEntry } from "./journal-entry.ts";

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
 * one name the refusal of one does not settle the other; what was proved settles both.
 */
export function outstanding(entries: Iterable<JournalEntry>): Outstanding[] {
  const names = new Map<string, OpenName>();
  for (const entry of entries) noteEntry(names, entry);
  return openNames(names);
}

/** A name as the entries so far leave it. */
export interface OpenName {
  readonly intend: IntendEntry;
  /** Intended, and no outcome yet. */
  open: number;
  exists: boolean;
}

export function noteEntry(names: Map<string, OpenName>, entry: JournalEntry): void {
  const known = names.get(entry.name);
  if (entry.event !== "intend") {
    if (known !== undefined) settle(known, entry);
  } else if (known !== undefined && isOpen(known)) known.open += 1;
  else names.set(entry.name, { intend: entry, open: 1, exists: false });
}

export function openNames(names: ReadonlyMap<string, OpenName>): Outstanding[] {
  return [...names].flatMap(([name, known]) =>
    isOpen(known) ? [{ name, intend: known.intend, created: known.exists }] : [],
  );
}

function isOpen({ open, exists }: OpenName): boolean {
  return exists || open > 0;
}

function settle(known: OpenName, { event, proved }: OutcomeEntry): void {
  if (event === "doubt" || event === "left") return;
  if (proved === true) {
    known.open = 0;
    known.exists = false;
    return;
  }
  const wasOpen = known.open > 0;
  const settlesExisting = event === "removed" ? known.exists : !wasOpen;
  if (event === "created") known.exists = true;
  else if (settlesExisting) known.exists = false;
  if (wasOpen && (event === "created" || !settlesExisting)) known.open -= 1;
}
