import { describe, expect, test } from "@jest/globals";
import type { JournalEntry } from "../../../clusters/journal/journal-entry.ts";
import { JournalError, type Journal } from "../../../clusters/journal/journal.ts";
import { LedgerError } from "../../../clusters/journal/ledger.ts";
import { writeIntent, writeOutcome } from "../../../clusters/journal/write-ahead.ts";

const ENTRY: JournalEntry = { event: "absent", name: "a", runId: "r", at: 1, proved: true };
const FULL = new JournalError("the journal cannot be used: the disk is full");
const BUG = new TypeError("no such function");

function journal(failure?: Error): Journal & { readonly written: JournalEntry[] } {
  const written: JournalEntry[] = [];
  const write = (entry: JournalEntry): void => {
    if (failure !== undefined) throw failure;
    written.push(entry);
  };
  return { written, write, outstanding: () => [], close: () => undefined };
}

const thrownBy = (action: () => void): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
};

test.each([
  ["an intention", writeIntent],
  ["an outcome", writeOutcome],
])("%s is written as it is, once", (_what, write) => {
  const kept = journal();
  write(kept, ENTRY);
  expect(kept.written).toEqual([ENTRY]);
  expect(kept.written[0]).toBe(ENTRY);
});

describe("where the journal cannot be written", () => {
  test("an intention keeps its request from leaving, in the journal's words", () => {
    const error = thrownBy(() => writeIntent(journal(FULL), ENTRY));
    expect(error).toBeInstanceOf(LedgerError);
    expect(error).toMatchObject({ name: "LedgerError", message: FULL.message, cause: FULL });
  });

  test("an outcome stops nothing: others must still be removed", () => {
    expect(thrownBy(() => writeOutcome(journal(FULL), ENTRY))).toBeUndefined();
  });
});

test.each([
  ["an intention", writeIntent],
  ["an outcome", writeOutcome],
])("an error of ours is not hidden by %s", (_what, write) => {
  expect(thrownBy(() => write(journal(BUG), ENTRY))).toBe(BUG);
});
