import type { RunRecord } from "#suites/record/record.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { clusterLines } from "./console/cluster-lines.ts";
import type { ConsoleOptions } from "./console/console-settings.ts";
import { causeLine, openLines } from "./console/one-line.ts";
import { causesOf, failingCauses } from "./model/causes/causes-of.ts";
import { visibleLine } from "./model/text/harmless-text.ts";

/**
 * The end of a run for who wants to hear of trouble alone: nothing where all is as expected, else a line for each
 * cause, and the sentence of the verdict where the causes do not say all, with the commonest reason why nothing is
 * known; then how to remove what was left behind.
 */
export function renderQuiet(
  record: RunRecord,
  options: Pick<Required<ConsoleOptions>, "paint" | "width" | "sweep">,
): string {
  if (record.outcome.exitCode === EXIT.conformant) return "";
  const { exitCode, sentence } = record.outcome;
  const causes = failingCauses(record, causesOf(record)).map(causeLine);
  const isTold = exitCode === EXIT.nonConformant && causes.length > 0;
  const left = clusterLines(record, { ...options, verbose: false, onTerminal: true });
  return [...(isTold ? [] : [visibleLine(sentence)]), ...openLines(record), ...causes, ...left]
    .map((line) => `${line}\n`)
    .join("");
}
