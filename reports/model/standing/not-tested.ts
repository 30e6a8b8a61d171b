import { series } from "#spec/prose.ts";
import { groupsBy } from "#reports/model/groups-by.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { grouped, plural } from "#reports/model/text/format.ts";
import { severity, type Verdict } from "#suites/record/verdicts/verdict.ts";
import { isBlocked, standing, UNJUDGED_WORDS, wordOf, type Standing } from "#suites/record/verdicts/tally.ts";

/** Requirements that were not tested for one and the same reason. */
export interface NotTested {
  readonly verdict: Verdict;
  /** What it is called: the verdict's word, or that it is blocked. */
  readonly word: string;
  readonly reason: string;
  readonly requirements: readonly RequirementResult[];
}

/** A missing operation is not among them, nor a stale expectation: those are failures, and told as such. */
const UNTESTED: readonly Standing[] = ["notTested", "blocked", "errors", "open"];

/** How a reason begins where no answer was about a requirement. */
export const NOT_EXERCISED = "not exercised: ";

/** `2 inconclusive: throttled`, `1 blocked by RegisterCluster`. */
export function notTestedInWords({ word, reason, requirements }: NotTested): string {
  const count = grouped(requirements.length);
  return requirements.some(isBlocked) ? `${count} ${reason}` : `${count} ${word}: ${reason}`;
}

/** What was not judged and why, most severe verdict first, then the largest group. */
export function notTested(record: RunRecord): NotTested[] {
  const untested = record.requirements.filter((one) => UNTESTED.includes(standing(one)));
  return groupsBy(untested, (each) => [each.verdict, reasonOf(each)])
    .map((requirements) => {
      const first = requirements[0] as RequirementResult;
      return { verdict: first.verdict, word: wordOf(first), reason: reasonOf(first), requirements };
    })
    .sort((a, b) => severity(a.verdict) - severity(b.verdict) || b.requirements.length - a.requirements.length);
}

function reasonOf({ reason = "no reason given" }: RequirementResult): string {
  return reason;
}

/** Operations that are not there, which is no failure, since nobody asked for them; undefined where there are none. */
export function notRequired({ operations, requirements }: RunRecord): string | undefined {
  const missed = new Set(
    requirements.filter((one) => standing(one) === "notThere").map(({ missing, operation }) => missing ?? operation),
  );
  const own = new Map(groupsBy(requirements, ({ operation }) => operation).map((all) => [all[0]?.operation, all]));
  const absent = operations.filter(({ id, verdict }) => verdict === "not-implemented" && !missed.has(id));
  const asking = absent.flatMap(({ id }) => own.get(id) ?? []).map((one) => NOT_REQUIRED.exec(one.reason ?? "")?.[1]);
  const [how] = asking.filter((flag) => flag !== undefined);
  if (how === undefined) return undefined;
  const ids = absent.map(({ id }) => id);
  return `${series(ids)} ${ids.length === 1 ? "is" : "are"} not implemented; only ${how} makes that a failure.`;
}

const NOT_REQUIRED = /is not there, and not required: (.*)$/;

/** What a record lacks that was made to be handed on; undefined of any other. */
export function sharedSentence({ shared }: RunRecord): string | undefined {
  return shared === true
    ? "A part of a record, made to be shared: requirements without an answer are left out, and of each case all answers but the deciding one."
    : undefined;
}

/** Why a run is partial, by count; what was left out was so by the user, or by a limit of the run, as its reason says. */
export function partialSentence({ requirements }: RunRecord): string {
  const of = (wanted: Verdict) => requirements.filter(({ verdict }) => verdict === wanted);
  const [off, open] = [of("disabled"), of("inconclusive").length];
  const [reason = "", ...others] = new Set(off.map(reasonOf));
  const why = others.length === 0 ? reason.replace(/\.$/, "") : `for ${others.length + 1} reasons`;
  const parts = [
    ...(off.length > 0 ? [`${plural(off.length, "requirement")} left out (${why})`] : []),
    ...(open > 0 ? [`${plural(open, "requirement")} ${UNJUDGED_WORDS.open}`] : []),
  ];
  return `A partial run: ${parts.length === 0 ? "not every requirement was judged" : parts.join(", ")}.`;
}
