import { lstatSync } from "node:fs";
import { join } from "node:path";
import { headOf, removeFile } from "#disk/files.ts";

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
    if (UNMARKED.includes(name) ? isFile(path) : isMarked(path)) removeFile(path);
  }
}

function isMarked(path: string): boolean {
  return isFile(path) && headOf(path, HEAD).includes(MARK);
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
