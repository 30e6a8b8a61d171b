import type { RunRecord } from "#suites/record/record.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { VERDICT_WORDS } from "#suites/record/verdicts/verdict.ts";
import { headline, idsToTell, telling, type Cause } from "#reports/model/causes/cause.ts";
import { notTested, notTestedInWords } from "#reports/model/standing/not-tested.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { clip, columns } from "#reports/model/text/wrap.ts";

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
  return `${sign(cause)} ${quoted(headline(cause).replaceAll("`", ""))} (${idsToTell(cause).join(", ")})`;
}

/** The same within a line: what is wrong is cut off before how many requirements hang on it, and the first of them. */
export function causeWithin(cause: Cause, width: number): string {
  const [title, whole] = [cause.title, headline(cause)].map((text) => visibleLine(text.replaceAll("`", "")));
  const ending = `${whole?.slice(title?.length) ?? ""} (${cause.shownBy[0]?.requirement.id ?? ""})`;
  const room = width - columns(ending);
  const begun = `${sign(cause)} ${title ?? ""}`;
  return room < width / 2 ? clip(`${begun}${ending}`, width) : `${clip(begun, room)}${ending}`;
}

function sign(cause: Cause): string {
  return VERDICT_WORDS[cause.shownBy[0]?.requirement.verdict ?? "fail"].sign;
}

/** Why a run comes to no verdict, or ended before its time, on a line; of others, the causes say what is wrong. */
export function openLines(record: RunRecord): string[] {
  const { exitCode } = record.outcome;
  const isOpen = exitCode === EXIT.inconclusive || exitCode === EXIT.suiteError;
  if (!isOpen && record.run.partial !== true) return [];
  // The most severe verdict stands first, and of it the largest group.
  const group = notTested(record).find(({ verdict }) => verdict === "error" || verdict === "inconclusive");
  if (group === undefined) return [];
  return [`${VERDICT_WORDS[group.verdict].sign} ${quoted(notTestedInWords(group))}`];
}
