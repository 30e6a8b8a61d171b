import { perObject } from "../../spec/kept-per-object.ts";
import type { CaseResult, RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { isMissed } from "../../suites/record/verdicts/tally.ts";
import { causesOf } from "../model/causes/causes-of.ts";
import { exampleWeight } from "../model/causes/symptom.ts";
import { isScripted, scriptFile } from "./script-file.ts";
import type { ScriptedFinding } from "./shell/script-head.ts";
import { findingScript } from "./script.ts";

export interface NamedScript {
  readonly text: string;
  readonly requirement: string;
  /** Beside the report. */
  readonly file: string;
}

/**
 * A script for each requirement not met that a script can tell about: of the case that its cause is told with, or else of
 * the plainest.
 */
export const findingScripts: (record: RunRecord) => readonly NamedScript[] = perObject((record) => {
  const missed = record.requirements.filter(isMissed);
  const told = missed.length === 0 ? [] : toldExamples(record);
  return missed.flatMap((requirement) => {
    const file = scriptFile(requirement.id);
    const text = firstText(scriptedCases(requirement, told), (example) => ({ record, requirement, example }));
    return text === undefined || file === undefined ? [] : [{ text, requirement: requirement.id, file }];
  });
});

/** Ids of the requirements that have a script. */
export function scriptedRequirements(record: RunRecord): ReadonlySet<string> {
  return new Set(findingScripts(record).map(({ requirement }) => requirement));
}

function firstText(
  examples: readonly CaseResult[],
  findingOf: (example: CaseResult) => ScriptedFinding,
): string | undefined {
  for (const example of examples) {
    const { text } = findingScript(findingOf(example));
    if (text !== undefined) return text;
  }
  return undefined;
}

function toldExamples(record: RunRecord): readonly CaseResult[] {
  const witnesses = causesOf(record).flatMap(({ shownBy, follows }) => [...shownBy, ...follows]);
  return witnesses.flatMap(({ example }) => (example === undefined ? [] : [example]));
}

function scriptedCases({ cases, verdict }: RequirementResult, told: readonly CaseResult[]): readonly CaseResult[] {
  const own = cases.filter((one) => one.verdict === verdict && isScripted(one));
  const plainestFirst = own.toSorted((a, b) => exampleWeight({ example: a }) - exampleWeight({ example: b }));
  const [first] = told.filter((one) => own.includes(one));
  return first === undefined ? plainestFirst : [first, ...plainestFirst.filter((one) => one !== first)];
}
