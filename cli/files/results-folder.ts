import { makeFolder, requireNoLinks } from "../../disk/folders.ts";
import { orUsageError } from "./read-text-file.ts";

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
