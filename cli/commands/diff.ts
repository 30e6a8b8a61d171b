import { diffRecords, hasRegressed } from "#reports/diff/diff.ts";
import { renderDiffMarkdown, renderDiffText } from "#reports/diff/diff-text.ts";
import { renderScoreDiff, renderScoreDiffMarkdown } from "#reports/mutations/render-score-diff.ts";
import { diffScores, hasWorsened, type ScoreDiff } from "#reports/mutations/score-diff.ts";
import { renderDiffHtml } from "#reports/html/pages/diff-page.tsx";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { UsageError } from "#cli/usage-error.ts";
import { writeFiles } from "#cli/files/writing/write-files.ts";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { readJsonFile } from "#cli/files/reading/read-text-file.ts";
import { scoreViolation } from "#cli/files/reading/record-schema.ts";

const NAME = "mutations.json";

/**
 * The score that `proxy --mutate` left in a file or a folder; undefined where it holds something else, such as the record of a
 * run. Throws UsageError where it is not as this version writes it.
 */
export function readScore(given: string): MutationReport | undefined {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(given, NAME) : given;
  if (!existsSync(file) || (isFolder && existsSync(join(given, "run.json")))) return undefined;
  const { value: report } = readJsonFile(file, "score");
  if (!isJsonObject(report) || !Array.isArray(report["faults"])) return undefined;
  const violation = scoreViolation(report);
  if (violation !== undefined)
    throw new UsageError(`score ${file}: ${violation}: not as this version writes it; run again`);
  return report as unknown as MutationReport;
}

/** The flags of `diff`; by default the comparison is printed as text. */
export interface DiffFlags {
  /** Prints Markdown. */
  readonly markdown?: boolean;
  /** Prints JSON, whatever `markdown` says. */
  readonly json?: boolean;
  /** File for the same as an HTML page, in addition. */
  readonly html?: string;
}

/** Compares two records requirement by requirement, or two scores fault by fault; a regression is exit 1. */
export function diffCommand(before: string, after: string, flags: DiffFlags, console: Console): number {
  const [one, other] = [readScore(before), readScore(after)];
  if (one !== undefined && other !== undefined) return tellScores(diffScores(one, other), flags, console);
  if (one !== undefined || other !== undefined)
    throw new UsageError(
      `diff: ${one === undefined ? after : before} has a score of \`proxy --mutate\`, and the other one has none; give two of a kind`,
    );
  const diff = diffRecords(readRecord(before), readRecord(after));
  if (flags.html !== undefined) writeFiles(`--html ${flags.html}`, [[flags.html, renderDiffHtml(diff, pageTools())]]);
  if (flags.json === true) console.json(diff);
  else console.print(flags.markdown === true ? renderDiffMarkdown(diff) : renderDiffText(diff, console));
  if (flags.html !== undefined) console.note(`The page: ${flags.html}`);
  return hasRegressed(diff) ? EXIT.nonConformant : 0;
}

function tellScores(diff: ScoreDiff, flags: DiffFlags, console: Console): number {
  if (flags.html !== undefined) throw new UsageError("--html: scores are compared as text, --markdown or --json");
  if (flags.json === true) console.json(diff);
  else console.print(flags.markdown === true ? renderScoreDiffMarkdown(diff) : renderScoreDiff(diff, console));
  return hasWorsened(diff) ? EXIT.nonConformant : 0;
}
