import { visibleLine } from "../../reports/model/visible-text.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";

/** The runner shows ten annotations of a kind for each step. */
const SHOWN = 10;

/** A command of the runner for each requirement that fails the run, as far as the runner shows them. */
export function annotationsOf({ requirements }: Pick<RunRecord, "requirements">): string[] {
  const failing = requirements.filter(
    ({ verdict, expectedFailure }) =>
      verdict === "error" || verdict === "stale" || (verdict === "fail" && expectedFailure === undefined),
  );
  return failing.slice(0, SHOWN).map((each) => errorCommand(`${each.level} ${each.id}`, textOf(each)));
}

/** The line that makes the runner show an error. What it says cannot begin another command. */
export function errorCommand(title: string, text: string): string {
  return `::error title=${property(title)}::${data(text)}`;
}

function textOf({ title, reason, cases, verdict }: RequirementResult): string {
  const judgement = cases.find((each) => each.verdict === verdict)?.judgement;
  if (judgement === undefined) return reason === undefined ? title : `${title} ${reason}`;
  return `${title} Expected ${judgement.expected}; received ${judgement.received}.`;
}

function data(text: string): string {
  return visibleLine(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
