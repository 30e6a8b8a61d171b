import type { RunRecord } from "../../suites/record/record.ts";

/** What a reader calls the target: its URL, unless its port differs from run to run. */
export function targetName({ endpoint, embedded, command }: RunRecord["target"]): string {
  return embedded === true ? "embedded reference server" : (command ?? endpoint);
}
