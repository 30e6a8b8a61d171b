import { diffRecords, hasRegressed } from "../../reports/diff.ts";
import { renderDiffMarkdown, renderDiffText } from "../../reports/diff-text.ts";
import { renderDiffHtml } from "../../reports/html/pages/diff-page.tsx";
import { EXIT } from "../../suites/record/verdicts/exit-code.ts";
import type { Console } from "../console.ts";
import { pageTools } from "../files/page-tools.ts";
import { readRecord } from "../files/read-record.ts";
import { writeFiles } from "../files/write-files.ts";

/** The flags of `diff`; by default the comparison is printed as text. */
export interface DiffFlags {
  /** Prints Markdown. */
  readonly markdown?: boolean;
  /** Prints JSON, whatever `markdown` says. */
  readonly json?: boolean;
  /** File for the same as an HTML page, in addition. */
  readonly html?: string;
}

/** Compares two records requirement by requirement; a regression is exit 1. */
export function diffCommand(before: string, after: string, flags: DiffFlags, console: Console): number {
  const diff = diffRecords(readRecord(before), readRecord(after));
  if (flags.html !== undefined) writeFiles(`--html ${flags.html}`, [[flags.html, renderDiffHtml(diff, pageTools())]]);
  if (flags.json === true) console.json(diff);
  else console.print(flags.markdown === true ? renderDiffMarkdown(diff) : renderDiffText(diff, console));
  if (flags.html !== undefined) console.note(`The page: ${flags.html}`);
  return hasRegressed(diff) ? EXIT.nonConformant : 0;
}
