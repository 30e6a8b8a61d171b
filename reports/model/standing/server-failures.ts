import type { RunRecord } from "#suites/record/record.ts";
import type { ServerFailures } from "#suites/record/parts/traffic-counts.ts";
import { grouped, plural } from "#reports/model/text/format.ts";

/** The heading of such sentences: where the run was not to judge failures, nobody says that they are chance. */
export function failuresTitle({ requirements }: Pick<RunRecord, "requirements">): string {
  const isOpen = requirements.some(({ id, verdict }) => TOLD_BY.includes(id) && verdict === "disabled");
  return isOpen
    ? `Failed, which this run does not judge (${TOLD_BY.join(", ")})`
    : "Failed now and then, tolerated as chance";
}

/** What a requirement not met tells by itself. */
const TOLD_BY = ["api.answers", "api.no-server-error"];

/**
 * How often the server failed where no requirement says so: what is tolerated as chance, a sentence for each operation and
 * answer, most of them first.
 */
export function toleratedFailures({ requirements, traffic }: RunRecord): string[] {
  if (requirements.some(({ id, verdict }) => TOLD_BY.includes(id) && verdict === "fail")) return [];
  const { failures = [] } = traffic;
  // Where every request failed, that is no chance, and the outcome says why.
  const mixed = failures.filter((one) => one.failures < one.requests);
  return mixed.toSorted((a, b) => b.failures - a.failures).map(inWords);
}

function inWords({ operation, answer, failures, requests, registered = 0 }: ServerFailures): string {
  const told = `${operation} answered ${answer} to ${grouped(failures)} of ${plural(requests, "request")}`;
  if (registered === 0) return told;
  return `${told}; ${registered === failures ? "all" : `at least ${grouped(registered)}`} of them registered all the same`;
}
