import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { removeFile, writeFile } from "#disk/files.ts";
import { makeFolder } from "#disk/folders.ts";
import { findingFiles } from "#reports/findings/finding-files.ts";
import { MARK } from "#reports/findings/head.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { UsageError } from "#cli/usage-error.ts";

const FOLDER = "findings";

/**
 * Writes the files of a record's findings into `findings` below a folder, and removes those that a former run left there. Returns
 * their paths. What does not begin as a file of ours is neither removed nor overwritten.
 */
export function writeFindings(folder: string, record: RunRecord): string[] {
  const files = findingFiles(record);
  const own = join(folder, FOLDER);
  const kind = lstatSync(own, { throwIfNoEntry: false });
  if (kind === undefined && files.length === 0) return [];
  if (kind !== undefined && !kind.isDirectory()) throw new UsageError(`${own}: is not a folder of its own`);
  makeFolder(own);
  removeFindings(folder);
  return files.flatMap(({ file, text }) => {
    const path = join(folder, file);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return [];
    writeFile(path, text);
    return [path];
  });
}

/** Removes the files that a run left in `findings` below a folder. */
export function removeFindings(folder: string): void {
  const own = join(folder, FOLDER);
  if (lstatSync(own, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const name of readdirSync(own))
    if (name.endsWith(".hurl") && isOurs(join(own, name))) removeFile(join(own, name));
}

function isOurs(path: string): boolean {
  return lstatSync(path).isFile() && readFileSync(path, "utf8").startsWith(MARK);
}
