import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { ciTests, type CiTest } from "#reports/model/ci.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** The runner shows ten annotations of a kind for each step. */
const SHOWN = 10;

/** A command of the runner for each line of the record that turns a CI red, as far as the runner shows them. */
export function annotationsOf(record: RunRecord): string[] {
  const red = ciTests(record).filter(({ state }) => state === "failed" || state === "error");
  return red.slice(0, SHOWN).map((each) => errorCommand(titleOf(each), textOf(each)));
}

/** The line that makes the runner show an error. What it says cannot begin another command. */
export function errorCommand(title: string, text: string): string {
  return `::error title=${property(title)}::${data(text)}`;
}

function titleOf({ requirement, name }: CiTest): string {
  return requirement === undefined ? name : `${requirement.level} ${name}`;
}

function textOf({ requirement, message }: CiTest): string {
  if (requirement === undefined) return message;
  const { title, verdict, cases } = requirement;
  const judgement = cases.find((each) => each.verdict === verdict)?.judgement;
  if (judgement === undefined) return `${title} ${message}`;
  return `${title} Expected ${judgement.expected}; received ${judgement.received}.`;
}

function data(text: string): string {
  return visibleLine(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
