import { isOfOthers } from "#suites/record/readings/others-traffic.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** Whose requests a run judges: its own, by their seed, or those of others. */
export function requestsFrom(run: RunRecord["run"]): string {
  return isOfOthers(run) ? "your clients' requests" : `seed ${run.seed}`;
}
