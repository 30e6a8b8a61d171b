import type { RunRecord } from "../suites/record/record.ts";
import { EXIT } from "../suites/record/outcome.ts";
import { VERDICT_WORDS } from "../suites/record/verdict.ts";
import { clusterLines, type ConsoleOptions } from "./console.ts";
import { rootCauses, type RootCause } from "./model/root-causes.ts";
import { visibleLine } from "./model/strangers-text.ts";
import { clip } from "./model/wrap.ts";

/** Characters of what was expected, and of what was received, that a line has room for. */
const QUOTED = 300;

/**
 * The end of a run for who wants to hear of trouble alone: nothing where all is as expected, else a line for each
 * cause, and the sentence of the verdict where the causes do not say all; then how to remove what was left behind.
 */
export function renderQuiet(record: RunRecord, options: Pick<Required<ConsoleOptions>, "paint" | "width">): string {
  if (record.outcome.exitCode === EXIT.conformant) return "";
  const { exitCode, sentence } = record.outcome;
  const causes = rootCauses(record).map(causeLine);
  const isTold = exitCode === EXIT.nonConformant && causes.length > 0;
  return [...(isTold ? [] : [visibleLine(sentence)]), ...causes, ...clusterLines(record, options)]
    .map((line) => `${line}\n`)
    .join("");
}

function causeLine({ witnesses, expected, received }: RootCause): string {
  const [first] = witnesses;
  const more = witnesses.length > 1 ? ` and ${witnesses.length - 1} more` : "";
  const sign = VERDICT_WORDS[first?.requirement.verdict ?? "fail"].sign;
  const quoted = (text: string): string => clip(visibleLine(text), QUOTED);
  return `${sign} ${first?.requirement.id ?? ""}${more}: expected ${quoted(expected)}; received ${quoted(received)}`;
}
