import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import type { CaseResult } from "../../suites/record/record.ts";
import { isScripted, scriptFile } from "../findings/script-file.ts";

/** The command that fires one case of a record again. */
export function replayLine(caseId: string, recordFile = "run.json"): string {
  return `eks-conformance replay ${shellQuote(recordFile)} --case ${shellQuote(caseId)}`;
}

/** The command that goes through all steps of a failing case and tells whether the fault is still there. */
export function scriptLine(example: CaseResult, recordFile = "run.json"): string | undefined {
  const file = isScripted(example) ? scriptFile(example.judgement.requirement) : undefined;
  return file === undefined ? undefined : `sh ${shellQuote(recordFile.replace(/[^/\\]*$/, file))}`;
}

/** One request is the whole story, so its curl line is. */
export function isLoneRequest({ judgement }: CaseResult): boolean {
  return (judgement.exchange ?? 0) === 0;
}
