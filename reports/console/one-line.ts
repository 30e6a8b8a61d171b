import type { RunRecord } from "../../suites/record/record.ts";
import { EXIT } from "../../suites/record/verdicts/exit-code.ts";
import { VERDICT_WORDS } from "../../suites/record/verdicts/verdict.ts";
import { headline, telling, type Cause } from "../model/causes/cause.ts";
import { notTested, notTestedInWords } from "../model/not-tested.ts";
import { visibleLine } from "../model/text/harmless-text.ts";
import { clip } from "../model/text/wrap.ts";

/** Characters of what was expected, and of what was received, that a line has room for. */
const QUOTED = 300;

function quoted(text: string): string {
  return clip(visibleLine(text), QUOTED);
}

/** A cause on a line of its own: what is wrong, by which requirement, what was expected and what came. */
export function causeLine(cause: Cause): string {
  const judgement = telling(cause)?.example?.judgement;
  const words =
    judgement === undefined ? "" : `: expected ${quoted(judgement.expected)}; received ${quoted(judgement.received)}`;
  return `${causeName(cause)}${words}`;
}

/** The same without what was expected and what came. */
export function causeName(cause: Cause): string {
  return `${causeTitle(cause)} (${cause.shownBy[0]?.requirement.id ?? ""})`;
}

/** What is wrong alone. */
export function causeTitle(cause: Cause): string {
  const sign = VERDICT_WORDS[cause.shownBy[0]?.requirement.verdict ?? "fail"].sign;
  return `${sign} ${quoted(headline(cause).replaceAll("`", ""))}`;
}

/** Why a run comes to no verdict, on a line; of one that does, the causes say what is wrong. */
export function openLines(record: RunRecord): string[] {
  const { exitCode } = record.outcome;
  if (exitCode !== EXIT.inconclusive && exitCode !== EXIT.suiteError) return [];
  // The most severe verdict stands first, and of it the largest group.
  const group = notTested(record).find(({ verdict }) => verdict === "error" || verdict === "inconclusive");
  if (group === undefined) return [];
  return [`${VERDICT_WORDS[group.verdict].sign} ${quoted(notTestedInWords(group))}`];
}
