import type { CaseResult, RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { fileOf } from "./file-name.ts";
import { commentLine } from "./hurl/entry.ts";
import { runLine } from "./run-line.ts";

/** The beginning of every file, by which a later run knows its own. */
export const MARK = "# A finding of eks-conformance: ";

export interface FoundCase {
  readonly record: RunRecord;
  readonly requirement: RequirementResult;
  readonly example: CaseResult;
}

/** What a file is about, and how it is run, in comments. */
export function headLines({ record, requirement, example }: FoundCase): string[] {
  const { id, level, title } = requirement;
  const { expected, received } = example.judgement;
  const run = runLine({ record, example, file: fileOf(id) ?? "" });
  return [
    commentLine(`${MARK.slice(2)}${id}`),
    commentLine(`${level}: ${title}`),
    commentLine(`case ${example.id}`),
    commentLine(`expected ${expected}`),
    commentLine(`received ${received}`),
    commentLine("Hurl 8 runs it. It fails while the fault is there, and where a step before did not succeed:"),
    ...(run === undefined ? [] : [commentLine(run)]),
    "",
  ];
}
