import type { RunRecord } from "#suites/record/record.ts";

/** Whether a run sent nothing, and judged what others sent: on its way through the proxy, or in a recording. */
export function isOfOthers({ options }: Pick<RunRecord["run"], "options">): boolean {
  return options["proxy"] !== undefined || options["recording"] !== undefined;
}
