import { visibleJson } from "#spec/json/visible-json.ts";
import { closeSync, existsSync, fsyncSync, fstatSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { openToAppend, PRIVATE, writeFile, writeOn } from "#disk/files.ts";
import { makeFolder, syncFolder } from "#disk/folders.ts";
import { requireUnshared } from "#disk/place.ts";
import { errorMessage } from "#spec/error-message.ts";
import { LOG_BYTES, readBounded } from "#spec/bounded-file.ts";
import type { JournalEntry, JournalLine } from "./journal-entry.ts";
import { openNames } from "./open-names.ts";
import { parseEntry } from "./parse-entry.ts";
import { isProven, withProof } from "./proof.ts";
import { journalNames, outstanding, type Outstanding } from "./outstanding.ts";

export interface JournalOptions {
  /** Each entry is to survive the death of the machine, not only that of the process. */
  readonly sync: boolean;
  /** Proves who writes; undefined where this user has none. */
  readonly key?: string | undefined;
}

export interface Journal {
  /**
   * When this returns, an `intend` is on its way to disk. If it could not be written, this throws `JournalError`, and
   * the request must not be sent. Outcomes may be held back until the next `intend` or the end: if one is lost, a sweep
   * merely looks for a cluster that is gone.
   */
  write(entry: JournalEntry): void;
  /** Names that may still exist, as `outstanding` finds them. */
  outstanding(): Outstanding[];
  /**
   * Writes to disk what was held back, if possible. Never throws: an error here would hide that of the write before it.
   */
  close(): void;
}

/** The journal could not be read or written; the message is one line for the user. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}

/**
 * Opens a journal for appending, creating it and its folder. One JSON object a line. A plain write survives the death
 * of the process; `sync` makes each entry survive that of the machine.
 */
export function openJournal(file: string, { sync, key }: JournalOptions): Journal {
  const descriptor = guarded(file, () => {
    makeFolder(dirname(file));
    const opened = openToAppend(file);
    endTornLine(opened);
    if (sync) syncFolder(dirname(file));
    return opened;
  });
  let held = "";
  const flush = () => {
    if (held === "") return;
    writeOn(descriptor, held);
    held = "";
  };
  return {
    write: (entry) =>
      guarded(file, () => {
        const line = visibleJson(entry);
        held += `${key === undefined ? line : withProof(line, key)}\n`;
        if (entry.event !== "intend" && held.length < HELD_LIMIT) return;
        flush();
        if (sync) fsyncSync(descriptor);
      }),
    outstanding: () => {
      guarded(file, flush);
      return outstanding(readJournal(file));
    },
    close: () => {
      try {
        flush();
      } catch {
        // Only outcomes are lost: a sweep then looks for clusters that are gone.
      }
      closeSync(descriptor);
    },
  };
}

/**
 * Opens the journal of a run. What earlier runs wrote is dropped where it leaves no name open, so that the file does not
 * grow from run to run; it stays whole where one line of it cannot be read.
 */
export function beginJournal(file: string, options: JournalOptions): Journal {
  guarded(file, () => {
    requireUnshared(file);
    if (existsSync(file) && isSettled(file, options.key)) writeFile(file, "", PRIVATE);
  });
  return openJournal(file, options);
}

function isSettled(file: string, key: string | undefined): boolean {
  const entries = readLines(file, key);
  const lines = readBounded(file, LOG_BYTES).toString("utf8").split("\n").filter(Boolean);
  return lines.length === entries.length && openNames(entries).length === 0;
}

/** Notes that these names cannot exist any more. */
export function strikeGone(file: string, names: readonly Outstanding[], key?: string): void {
  if (names.length === 0) return;
  const journal = openJournal(file, { sync: false, key });
  for (const { name, intend } of names) {
    journal.write({ event: "absent", name, runId: intend.runId, at: Date.now(), proved: true });
  }
  try {
    // Reading first writes what was held back, and reports a failure to do so.
    journal.outstanding();
  } finally {
    journal.close();
  }
}

/** The most that is held back of outcomes, in characters. */
const HELD_LIMIT = 65_536;

/** A journal kept in memory only, for runs that write no files. */
export function memoryJournal(): Journal {
  const names = journalNames();
  return { write: (entry) => names.note(entry), outstanding: () => names.open(), close: () => undefined };
}

/**
 * All complete entries of a journal, in order. Other lines are skipped: an entry cut off by a crash is about a request
 * that was never sent.
 */
export function readLines(file: string, key: string | undefined): JournalLine[] {
  const bytes = guarded(file, () => readBounded(file, LOG_BYTES));
  const lines: JournalLine[] = [];
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const text = bytes.toString("utf8", start, end);
    const entry = parseEntry(text);
    if (entry !== undefined) lines.push({ number, text, entry, isOwn: key !== undefined && isProven(text, key) });
    start = end + 1;
  }
  return lines;
}

/** The same entries, whoever wrote them. */
export function readJournal(file: string): JournalEntry[] {
  return readLines(file, undefined).map(({ entry }) => entry);
}

/** A crash may have left half a line; the next entry must not be appended to it. */
function endTornLine(descriptor: number): void {
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a) writeOn(descriptor, "\n");
}

function guarded<Result>(file: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new JournalError(
      `The journal ${file} cannot be used: ${errorMessage(error)}. Give another folder with --out.`,
      {
        cause: error,
      },
    );
  }
}
