import { perObject } from "../../spec/kept-per-object.ts";
import type { CaseResult, RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { isMissed } from "../../suites/record/verdicts/tally.ts";
import { causesOf } from "../model/causes/causes-of.ts";
import { answerOf } from "../model/causes/answer-kind.ts";
import { NAME_IS_TAKEN } from "../model/causes/rules/names-in-lists.ts";
import { exampleWeight } from "../model/causes/symptom.ts";
import { fileOf, mayHaveFile } from "./file-name.ts";
import { findingFile } from "./finding-file.ts";
import type { FoundCase } from "./head.ts";

export interface NamedFile {
  readonly text: string;
  readonly requirement: string;
  /** Beside the report. */
  readonly file: string;
}

/**
 * A file for each requirement not met that one can tell about: of the case that its cause is told with, or else of
 * the plainest.
 */
export const findingFiles: (record: RunRecord) => readonly NamedFile[] = perObject((record) => {
  const missed = record.withoutFiles === undefined ? record.requirements.filter(isMissed) : [];
  const told = missed.length === 0 ? [] : toldExamples(record);
  return missed.flatMap((requirement) => {
    const file = fileOf(requirement.id);
    const text = firstText(casesOf(requirement, told), (example) => ({ record, requirement, example }));
    return text === undefined || file === undefined ? [] : [{ text, requirement: requirement.id, file }];
  });
});

/** Ids of the requirements that have a file. */
export function requirementsWithFile(record: RunRecord): ReadonlySet<string> {
  return new Set(findingFiles(record).map(({ requirement }) => requirement));
}

function firstText(examples: readonly CaseResult[], findingOf: (example: CaseResult) => FoundCase): string | undefined {
  for (const example of examples) {
    const file = findingFile(findingOf(example));
    if ("text" in file) return file.text;
  }
  return undefined;
}

function toldExamples(record: RunRecord): readonly CaseResult[] {
  const witnesses = causesOf(record).flatMap(({ shownBy, follows }) => [...shownBy, ...follows]);
  return witnesses.flatMap(({ example }) => (example === undefined ? [] : [example]));
}

function casesOf({ cases, verdict }: RequirementResult, told: readonly CaseResult[]): readonly CaseResult[] {
  const own = cases.filter((one) => one.verdict === verdict && mayHaveFile(one));
  const plainestFirst = own.toSorted((a, b) => exampleWeight({ example: a }) - exampleWeight({ example: b }));
  const [first] = told.filter((one) => own.includes(one));
  const ordered = first === undefined ? plainestFirst : [first, ...plainestFirst.filter((one) => one !== first)];
  return ordered.toSorted((a, b) => Number(isOfAnother(a)) - Number(isOfAnother(b)));
}

/** Refused by its only request for what is there already, which another case had made: the file would not find it there. */
function isOfAnother({ exchanges }: CaseResult): boolean {
  const [only, ...others] = exchanges;
  return others.length === 0 && only?.response !== undefined && answerOf(only).error === NAME_IS_TAKEN;
}
