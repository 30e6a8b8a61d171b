import type { CaseResult, RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { isMissed } from "../../suites/record/verdicts/tally.ts";
import { causesOf } from "../model/causes/causes-of.ts";
import { exampleWeight } from "../model/causes/symptom.ts";
import { isScripted, scriptFile } from "./script-file.ts";
import { findingScript, type FindingScript } from "./script.ts";

export interface NamedScript extends FindingScript {
  readonly requirement: string;
  /** Beside the report. */
  readonly file: string;
}

/**
 * A script for each requirement not met that a case shows: of the case that its cause is told with, or else of the
 * plainest that a script can tell about.
 */
export function findingScripts(record: RunRecord): NamedScript[] {
  const missed = record.requirements.filter(isMissed);
  const told = missed.length === 0 ? [] : toldExamples(record);
  return missed.flatMap((requirement) => {
    const scripts = scriptedCases(requirement, told).map((example) => findingScript({ record, requirement, example }));
    const script = scripts.find(({ untold }) => untold === undefined) ?? scripts[0];
    const file = scriptFile(requirement.id);
    return script === undefined || file === undefined ? [] : [{ ...script, requirement: requirement.id, file }];
  });
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
