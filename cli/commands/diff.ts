import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { diffRecords, hasRegressed } from "../../reports/diff.ts";
import { renderDiffMarkdown, renderDiffText } from "../../reports/diff-text.ts";
import { renderDiffHtml } from "../../reports/html/diff-page.tsx";
import { EXIT } from "../../suites/outcome.ts";
import type { Console } from "../console.ts";
import { makeFolder } from "../make-folder.ts";
import { sha256Base64 } from "../output.ts";
import { reasonOf } from "../read-input.ts";
import { readRecord } from "../read-record.ts";
import { UsageError } from "../usage-error.ts";

export interface DiffFlags {
  readonly markdown?: boolean;
  /** File for the same as a page. */
  readonly html?: string;
}

/** Compares two records requirement by requirement; a regression is exit 1. */
export function diffCommand(before: string, after: string, flags: DiffFlags, console: Console): number {
  const diff = diffRecords(readRecord(before), readRecord(after));
  if (flags.html !== undefined) writePage(flags.html, renderDiffHtml(diff, { sha256Base64 }));
  console.print(flags.markdown === true ? renderDiffMarkdown(diff) : renderDiffText(diff, { width: console.width }));
  if (flags.html !== undefined) console.note(`The page: ${flags.html}`);
  return hasRegressed(diff) ? EXIT.nonConformant : 0;
}

function writePage(file: string, page: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, page);
  } catch (error) {
    throw new UsageError(`--html ${file}: ${reasonOf(error)}`);
  }
}
