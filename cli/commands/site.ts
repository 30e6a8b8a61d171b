import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderSite } from "../../reports/html/site.tsx";
import { loadSources } from "../../spec/trace.ts";
import type { Console } from "../console.ts";
import { makeFolder } from "../make-folder.ts";
import { sha256Base64 } from "../output.ts";
import { reasonOf } from "../read-input.ts";
import { readRecord } from "../read-record.ts";
import { UsageError } from "../usage-error.ts";

/** Writes a static site of the records' targets and prints its index; a folder that cannot be written is one line. */
export function siteCommand(files: readonly string[], folder: string, console: Console): number {
  const sources = [...loadSources()].map(([name, text]) => ({ name, text }));
  const site = renderSite(files.map(readRecord), { sha256Base64, sources });
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
