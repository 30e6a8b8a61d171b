import { diffRecords, hasRegressed } from "../../reports/diff.ts";
import { renderDiffMarkdown, renderDiffText } from "../../reports/diff-text.ts";
import { EXIT } from "../../suites/outcome.ts";
import type { Console } from "../console.ts";
import { readRecord } from "../read-record.ts";

export interface DiffFlags {
  readonly markdown?: boolean;
}

/** Compares two records requirement by requirement; a regression is exit 1. */
export function diffCommand(before: string, after: string, flags: DiffFlags, console: Console): number {
  const diff = diffRecords(readRecord(before), readRecord(after));
  console.print(flags.markdown === true ? renderDiffMarkdown(diff) : renderDiffText(diff, { width: console.width }));
  return hasRegressed(diff) ? EXIT.nonConformant : 0;
}
