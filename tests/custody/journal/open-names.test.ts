import { mkdtempSync, readFileSync, rmSync, appendFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { beginJournal, openJournal, readLines, strikeGone } from "#custody/journal/journal.ts";
import type { JournalEntry } from "#custody/journal/journal-entry.ts";
import { openNames } from "#custody/journal/open-names.ts";
import { isProven, withProof } from "#custody/journal/proof.ts";

const KEY = "the key of one user, which no other has";
const OTHER = "the key of another user, who has his own";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-names-"));
  file = join(folder, "journal.ndjson");
});
afterEach(() => rmSync(folder, { recursive: true }));

const intend = (name: string, runId = "r"): JournalEntry => ({ event: "intend", name, runId, case: "c", at: 1 });
const outcome = (event: "created" | "absent" | "removed", name: string, runId = "r"): JournalEntry => ({
  event,
  name,
  runId,
  at: 2,
  proved: event === "created" ? undefined : true,
});

function write(key: string | undefined, ...entries: readonly JournalEntry[]): void {
  const journal = openJournal(file, { sync: false, key });
  for (const entry of entries) journal.write(entry);
  journal.close();
}

const open = (key?: string) =>
  openNames(readLines(file, key)).map(({ name, foreign = false, created }) => ({ name, foreign, created }));

test("a proof is of one key and of every byte before it", () => {
  const line = withProof(JSON.stringify(intend("a")), KEY);
  expect(isProven(line, KEY)).toBe(true);
  expect(isProven(line, OTHER)).toBe(false);
  for (let at = 0; at < line.length; at += 1) {
    const changed = `${line.slice(0, at)}${line[at] === "0" ? "1" : "0"}${line.slice(at + 1)}`;
    expect(isProven(changed, KEY)).toBe(false);
  }
  for (const other of ["", "{}", JSON.stringify(intend("a")), `${line} `, `${line}${line}`])
    expect(isProven(other, KEY)).toBe(false);
});

test("names are this user's by proof alone, and without a key nobody's are", () => {
  write(KEY, intend("mine"));
  write(OTHER, intend("theirs"));
  write(undefined, intend("old"));
  const foreign = [
    { name: "theirs", foreign: true, created: false },
    { name: "old", foreign: true, created: false },
  ];
  expect(open(KEY)).toEqual([{ name: "mine", foreign: false, created: false }, ...foreign]);
  expect(open()).toEqual([{ name: "mine", foreign: true, created: false }, ...foreign]);
});

test("what others wrote settles nothing of this user's, and says nothing of it", () => {
  write(KEY, intend("mine"), intend("other"));
  write(OTHER, outcome("created", "mine"), outcome("removed", "mine"), outcome("created", "other"));
  expect(open(KEY)).toEqual([
    { name: "mine", foreign: false, created: false },
    { name: "other", foreign: false, created: false },
  ]);
});

test("a name of others that this user found gone is settled", () => {
  write(OTHER, intend("theirs"));
  strikeGone(file, openNames(readLines(file, KEY)), KEY);
  expect(open(KEY)).toEqual([]);
});

test("a journal begins anew only where nobody's name is open", () => {
  write(KEY, intend("mine"));
  appendFileSync(file, `${JSON.stringify(outcome("absent", "mine"))}\n`);
  beginJournal(file, { sync: false, key: KEY }).close();
  expect(open(KEY)).toEqual([{ name: "mine", foreign: false, created: false }]);
  write(KEY, outcome("absent", "mine"));
  beginJournal(file, { sync: false, key: KEY }).close();
  expect(readFileSync(file, "utf8")).toBe("");
  writeFileSync(file, "");
});
