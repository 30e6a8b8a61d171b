import type { RunRecord } from "../suites/record/record.ts";
import { EXIT } from "../suites/record/verdicts/exit-code.ts";
import { VERDICT_WORDS } from "../suites/record/verdicts/verdict.ts";
import { clusterLines } from "./console/render-console.ts";
import type { ConsoleOptions } from "./console/console-settings.ts";
import { headline, telling, type Cause } from "./model/causes/cause.ts";
import { causesOf, failingCauses } from "./model/causes/causes-of.ts";
import { notTested } from "./model/not-tested.ts";
import { visibleLine } from "./model/text/harmless-text.ts";
import { clip } from "./model/text/wrap.ts";

/** Characters of what was expected, and of what was received, that a line has room for. */
const QUOTED = 300;

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
  return [...(isTold ? [] : [visibleLine(sentence)]), ...openLines(record), ...causes, ...clusterLines(record, options)]
    .map((line) => `${line}\n`)
    .join("");
}

/** Why a run comes to no verdict; of one that does, the causes say what is wrong. */
function openLines(record: RunRecord): string[] {
  const { exitCode } = record.outcome;
  if (exitCode !== EXIT.inconclusive && exitCode !== EXIT.suiteError) return [];
  // The most severe verdict stands first, and of it the largest group.
  const group = notTested(record).find(({ verdict }) => verdict === "error" || verdict === "inconclusive");
  if (group === undefined) return [];
  const { sign, word } = VERDICT_WORDS[group.verdict];
  return [`${sign} ${group.requirements.length} ${word}: ${clip(visibleLine(group.reason), QUOTED)}`];
}

function causeLine(cause: Cause): string {
  const [first] = cause.shownBy;
  const judgement = telling(cause)?.example?.judgement;
  const sign = VERDICT_WORDS[first?.requirement.verdict ?? "fail"].sign;
  const quoted = (text: string): string => clip(visibleLine(text), QUOTED);
  const words =
    judgement === undefined ? "" : `: expected ${quoted(judgement.expected)}; received ${quoted(judgement.received)}`;
  return `${sign} ${quoted(headline(cause).replaceAll("`", ""))} (${first?.requirement.id ?? ""})${words}`;
}
