import { perObject } from "#spec/kept-per-object.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { isMissed } from "#suites/record/verdicts/tally.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { exampleWeight } from "#reports/model/causes/symptom.ts";
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
    const text = firstText(casesOf(requirement, told, record), (example) => ({ record, requirement, example }));
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

function casesOf(
  { cases, verdict }: RequirementResult,
  told: readonly CaseResult[],
  record: RunRecord,
): readonly CaseResult[] {
  const own = cases.filter((one) => one.verdict === verdict && mayHaveFile(one));
  const plainestFirst = own.toSorted((a, b) => exampleWeight({ example: a }) - exampleWeight({ example: b }));
  const [first] = told.filter((one) => own.includes(one));
  const ordered = first === undefined ? plainestFirst : [first, ...plainestFirst.filter((one) => one !== first)];
  return ordered.toSorted((a, b) => Number(isOfOthers(a, record)) - Number(isOfOthers(b, record)));
}

/**
 * Its first request decided, by what other cases had made: it is refused for what is there already, or was answered
 * otherwise in another case. A file does not find that there.
 */
function isOfOthers({ id, exchanges, judgement: { exchange } }: CaseResult, record: RunRecord): boolean {
  const [first] = exchanges;
  if (first?.response === undefined || (exchange ?? exchanges.length - 1) > 0) return false;
  const { status } = first.response;
  const others = answersTo(record).get(requestKey(first)) ?? [];
  return status === 409 || others.some((one) => one.id !== id && one.status !== status);
}

/** By request, what each case that the record keeps got for an answer. */
const answersTo = perObject(({ requirements }: RunRecord) => {
  const answers = new Map<string, { readonly id: string; readonly status: number | undefined }[]>();
  for (const { id, exchanges } of requirements.flatMap(({ cases }) => cases)) {
    for (const each of exchanges) {
      const known = answers.get(requestKey(each)) ?? [];
      known.push({ id, status: each.response?.status });
      answers.set(requestKey(each), known);
    }
  }
  return answers;
});

function requestKey({ request: { method, path, body } }: Evidence): string {
  return [method, path, body?.text ?? body?.base64 ?? ""].join("\n");
}
