import type { RunRecord } from "../../suites/record/record.ts";

/** Whose requests a run judges: its own, by their seed, or those of others. */
export function requestsFrom({ seed, options }: RunRecord["run"]): string {
  return options["proxy"] === undefined ? `seed ${seed}` : "your clients' requests";
}
