import type { IntendEntry, JournalEntry, OutcomeEntry } from "./journal-entry.ts";

/** A name that a run sent and that may still exist, with what the journal knows of it. */
export interface Outstanding {
  readonly name: string;
  /** The first one since the name was last settled. */
  readonly intend: IntendEntry;
  /** Epoch milliseconds of the run's first request in the journal, and of its last one for this name. */
  readonly runAskedAt: number;
  readonly lastAskedAt: number;
  /** A reply said that our request created it. */
  readonly created: boolean;
  /** The mark of the created cluster's activation, unless a later request may have renewed it. */
  readonly activation?: string | undefined;
  /** Nothing proves that this user wrote it down. */
  readonly foreign?: boolean;
}

/**
 * Names that may still exist, oldest first, each run's separately. Each `intend` is open until an outcome settles it.
 * If there were two requests for one name, a refusal settles only its own request; a proof of absence settles both.
 */
export function outstanding(entries: Iterable<JournalEntry>): Outstanding[] {
  const names = journalNames();
  for (const entry of entries) names.note(entry);
  return names.open();
}

/**
 * Milliseconds until looking at an endpoint proves anything about the latest request in a journal: for up to
 * `consistencyMs`, the request may still be carried out, and reads may lag behind it. The journal may have been written
 * by a machine with another clock.
 */
export function msUntilSettled(entries: readonly JournalEntry[], consistencyMs: number, now: number): number {
  const latest = entries.reduce((max, { event, at }) => (event === "intend" ? Math.max(max, at) : max), -Infinity);
  return Math.min(Math.max(latest + consistencyMs - now, 0), consistencyMs);
}

/** What the entries so far say about a name of a run. */
interface NameOfRun {
  readonly intend: IntendEntry;
  lastAskedAt: number;
  /** Requests that were intended and have no outcome yet. */
  open: number;
  exists: boolean;
  /** At some point an answer said that it was created. */
  created: boolean;
  activation?: string | undefined;
}

export interface JournalNames {
  note(entry: JournalEntry): void;
  open(): Outstanding[];
}

/** What the entries of a journal leave open, updated entry by entry. */
export function journalNames(): JournalNames {
  const names = new Map<string, NameOfRun>();
  const lastRuns = new Map<string, string>();
  const firstOfRun = new Map<string, number>();
  const intended = (intend: IntendEntry): void => {
    const key = keyOf(intend.name, intend.runId);
    const known = names.get(key);
    const { runId, at } = intend;
    lastRuns.set(intend.name, runId);
    firstOfRun.set(runId, Math.min(firstOfRun.get(runId) ?? at, at));
    if (known !== undefined && isOpen(known)) {
      known.open += 1;
      known.lastAskedAt = Math.max(known.lastAskedAt, at);
    } else names.set(key, { intend, lastAskedAt: at, open: 1, exists: false, created: false });
  };
  return {
    note: (entry) => {
      if (entry.event === "intend") return intended(entry);
      const known = names.get(keyOf(entry.name, entry.runId ?? lastRuns.get(entry.name)));
      if (known !== undefined) settle(known, entry);
    },
    open: () =>
      [...names.values()].filter(isOpen).map((name) => {
        return asOutstanding(name, firstOfRun.get(name.intend.runId) ?? name.intend.at);
      }),
  };
}

function asOutstanding(known: NameOfRun, runAskedAt: number): Outstanding {
  const { intend, lastAskedAt, open, exists } = known;
  const activation = open === 0 ? known.activation : undefined;
  return { name: intend.name, intend, runAskedAt, lastAskedAt, created: exists, activation };
}

function keyOf(name: string, runId = ""): string {
  return `${runId}\0${name}`;
}

function isOpen({ open, exists }: NameOfRun): boolean {
  return exists || open > 0;
}

function settle(known: NameOfRun, { event, proved, activation }: OutcomeEntry): void {
  if (event === "created") {
    known.activation = activation;
    known.created = true;
  }
  if (event === "left") return reopen(known);
  if (event === "doubt") return;
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

/** It was seen again, although an answer had said that it was removed. */
function reopen(known: NameOfRun): void {
  if (isOpen(known)) return;
  if (known.created) known.exists = true;
  else known.open = 1;
}
