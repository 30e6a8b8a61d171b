import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderSite } from "../../reports/html/site.tsx";
import { loadSources } from "../../spec/trace.ts";
import type { Console } from "../console.ts";
import { makeFolder } from "../make-folder.ts";
import { sha256Base64 } from "../output.ts";
import { reasonOf } from "../read-input.ts";
import { readKillMatrix } from "../read-kill-matrix.ts";
import { readRecord } from "../read-record.ts";
import { UsageError } from "../usage-error.ts";

export interface SiteFlags {
  /** Folder to write to. */
  readonly site: string;
  /** The selftest.json whose detection power each report is to show. */
  readonly killMatrix?: string;
}

/** Writes a static site of the records' targets and prints its index; a folder that cannot be written is one line. */
export function siteCommand(
  files: readonly string[],
  { site: folder, killMatrix }: SiteFlags,
  console: Console,
): number {
  const sources = [...loadSources()].map(([name, text]) => ({ name, text }));
  const matrix = killMatrix === undefined ? {} : { killMatrix: readKillMatrix(killMatrix) };
  const site = renderSite(files.map(readRecord), { sha256Base64, sources, ...matrix });
  try {
    for (const [path, text] of site) {
      makeFolder(dirname(join(folder, path)));
      writeFileSync(join(folder, path), text);
    }
  } catch (error) {
    throw new UsageError(`--site ${folder}: ${reasonOf(error)}`);
  }
  console.print(join(folder, "index.html"));
  return 0;
}
