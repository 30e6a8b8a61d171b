import { shellQuote } from "../../protocol/shell/shell-quote.ts";

/** The command that fires one case of a record again. */
export function replayLine(caseId: string, recordFile = "run.json"): string {
  return `eks-conformance replay ${shellQuote(recordFile)} --case ${shellQuote(caseId)}`;
}
