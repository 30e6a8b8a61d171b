import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder, requireNoLinks } from "#disk/folders.ts";
import { UsageError } from "#cli/usage-error.ts";
import { orUsageError } from "#cli/files/file-problem.ts";

/** Where results go unless `--out` says otherwise. */
export const RESULTS = "conformance-results";

/**
 * Makes the folder of results that `--out` names, for nobody but its user to look into; one that is there keeps its mode.
 * Throws UsageError for one that is a link, or has one in it.
 */
export function makeResultsFolder(folder: string): void {
  orUsageError(folder, "--out", () => {
    requireNoLinks(folder);
    makeFolder(folder, 0o700);
  });
}

/** Refuses a results folder that has the file in it, or is the folder that was given for it: it would be overwritten. */
export function requireOutside(out: string, file: string, what: string): void {
  if (!existsSync(out) || !existsSync(file)) return;
  const given = realpathSync(file);
  const own = statSync(given).isDirectory() ? given : dirname(given);
  if (realpathSync(out) !== own) return;
  throw new UsageError(`--out ${out}: contains ${what}, which would be overwritten; give another folder`);
}
