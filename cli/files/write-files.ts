import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { reasonOf } from "./read-text-file.ts";
import { UsageError } from "../usage-error.ts";

/** Writes texts by path, with the folders they need. Throws a UsageError that begins with `what`, the flag and its value. */
export function writeFiles(what: string, files: Iterable<readonly [path: string, text: string]>): void {
  try {
    for (const [path, text] of files) {
      makeFolder(dirname(path));
      writeFileSync(path, text);
    }
  } catch (error) {
    throw new UsageError(`${what}: ${reasonOf(error)}`);
  }
}
