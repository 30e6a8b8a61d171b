import { join } from "node:path";
import { requireOwnWay } from "#disk/place.ts";
import { renderSite } from "#reports/html/pages/site.tsx";
import type { Console } from "#cli/console.ts";
import { pageOptions } from "#cli/run/results/output.ts";
import { readKillMatrix } from "#cli/files/reading/read-kill-matrix.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { orUsageError } from "#cli/files/file-problem.ts";
import { UsageError } from "#cli/usage-error.ts";
import { writeFiles } from "#cli/files/writing/write-files.ts";

/** The flags of `report --site`. */
export interface SiteFlags {
  /** Folder to write the site to. */
  readonly site: string;
  /** The selftest.json whose detection power each report is to show. */
  readonly killMatrix?: string;
  /** What the records' target goes by: one for all of them, or one for each. None: its own name. */
  readonly label?: readonly string[];
}

/** Writes a static site of the records' targets and prints its index; a folder that cannot be written is one line. */
export function siteCommand(
  files: readonly string[],
  { site: folder, killMatrix, label = [] }: SiteFlags,
  console: Console,
): number {
  const matrix = killMatrix === undefined ? undefined : readKillMatrix(killMatrix);
  if (label.length > 1 && label.length !== files.length) {
    throw new UsageError(`--label: give one for all records, or one for each: ${label.length} for ${files.length}`);
  }
  const labels = files.flatMap((_file, index) => label[index] ?? label[0] ?? []);
  const site = renderSite(files.map(readRecord), pageOptions(matrix), labels);
  orUsageError(folder, "--site", () => {
    for (const path of site.keys()) requireOwnWay(folder, path);
  });
  writeFiles(
    `--site ${folder}`,
    [...site].map(([path, text]) => [join(folder, path), text] as const),
  );
  console.print(join(folder, "index.html"));
  return 0;
}
