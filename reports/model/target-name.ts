import type { RunRecord } from "../../suites/record/record.ts";

/** What a reader calls the target: its URL, but of the embedded server, whose port differs from run to run. */
export function targetName({ endpoint, embedded }: RunRecord["target"]): string {
  return embedded === true ? "embedded reference server" : endpoint;
}
