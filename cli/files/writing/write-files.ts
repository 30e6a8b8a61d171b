import { dirname } from "node:path";
import { writeFile } from "#disk/files.ts";
import { makeFolder } from "#disk/folders.ts";
import { requireOwnPlace } from "#disk/place.ts";
import { reasonOf } from "#cli/files/file-problem.ts";
import { UsageError } from "#cli/usage-error.ts";

/**
 * Writes texts by path, with the folders they need, all or none where a link stands at one of the paths. Throws a
 * UsageError that begins with `what`, the flag and its value.
 */
export function writeFiles(what: string, files: readonly (readonly [path: string, text: string])[]): void {
  try {
    for (const [path] of files) requireOwnPlace(path);
    for (const [path, text] of files) {
      makeFolder(dirname(path));
      writeFile(path, text);
    }
  } catch (error) {
    throw new UsageError(`${what}: ${reasonOf(error)}`);
  }
}
