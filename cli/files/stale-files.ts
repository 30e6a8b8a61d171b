import { closeSync, lstatSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Stands in the head of all that a run writes but what is too short to say where it comes from. */
const MARK = "eks-conformance";
const UNMARKED: readonly string[] = ["badge.json", "codequality.json"];
/** Bytes of a file that are looked at. */
const HEAD = 4096;

/**
 * Removes files of these names that a former run left in a folder. Where no events of one are, or where a file does not
 * begin as ours do, it is somebody else's and stays.
 */
export function removeStale(folder: string, { events, names }: { events: string; names: readonly string[] }): void {
  if (!isMarked(join(folder, events))) return;
  for (const name of names) {
    const path = join(folder, name);
    if (UNMARKED.includes(name) ? isFile(path) : isMarked(path)) rmSync(path);
  }
}

function isMarked(path: string): boolean {
  return isFile(path) && headOf(path).includes(MARK);
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function headOf(path: string): string {
  const handle = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(HEAD);
    return bytes.toString("utf8", 0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}
