import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import type { RunRecord } from "#suites/record/record.ts";

const HERE = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/;

/**
 * A word of the shell for a record's endpoint. It may be anybody's, so one beyond this machine the reader has to give, and
 * so is that of a target that ended with its run.
 */
export function endpointWord(target: RunRecord["target"]): string {
  const { endpoint } = target;
  return HERE.test(endpoint) && !endsWithRun(target) ? shellQuote(endpoint.replace(/\/+$/, "")) : '"$ENDPOINT"';
}
