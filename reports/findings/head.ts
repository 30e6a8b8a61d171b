import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { fileOf } from "./file-name.ts";
import { commentLine } from "./hurl/entry.ts";
import { runLine } from "./run-line.ts";
import { isEscaped } from "./steps/percent.ts";
import { signingOf } from "./steps/signature.ts";

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
    ...(example.exchanges.some(isSignedOverEscapes) ? [commentLine(OLD_LIBCURL)] : []),
    "",
  ];
}

const OLD_LIBCURL =
  "On an old libcurl (hurl --version: 7.88 is one, 8.19 is not) Hurl signs a path with a % otherwise than AWS: of an endpoint that verifies signatures, a 403 says nothing then.";

function isSignedOverEscapes(exchange: Evidence): boolean {
  return signingOf(exchange).kind !== "none" && isEscaped(exchange.request.path);
}
