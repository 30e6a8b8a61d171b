import type { EndedEvent, PlannedRequirement } from "#suites/record/events.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import type { Stopping } from "./limits/when-to-stop.ts";
import type { OpenRecord } from "./open-run.ts";
import type { CaseOutcome } from "./rounds/run-rounds.ts";
import type { SuiteOptions } from "./suite-options.ts";

interface Account extends Pick<OpenRecord, "collector" | "meter" | "chanceFailures"> {
  readonly stopping: Stopping;
}

interface EndedAccount extends Pick<
  OpenRecord,
  "collector" | "meter" | "chanceFailures" | "coverage" | "likeness" | "startedAt"
> {
  readonly stopping: Pick<Stopping, "aborted" | "epitaph">;
}

/**
 * Records the outcome of a case, and may end the run; returns whether the case failed. A failure that is known ends none,
 * and what was under way at the first one is judged: a requirement that was seen to fail must not pass.
 */
export function noteOutcome(
  { collector, meter, chanceFailures, stopping }: Account,
  outcome: CaseOutcome,
  { limits, started }: Pick<SuiteOptions, "limits" | "started">,
): boolean {
  const { verdict, tally } = collector.add(outcome, meter.requests);
  stopping.watch(outcome);
  for (const failed of outcome.passed ?? []) chanceFailures.add(failed);
  const news = tally.filter(([index, each]) => isFailed(each) && !isKnown(started.requirements[index]));
  if (news.length > 0 && limits?.failFast === true && outcome.case.kind !== "control") {
    stopping.stop("disabled", "stopped at the first failure");
  }
  return isFailed(verdict);
}

function isFailed(verdict: Verdict): boolean {
  return verdict === "fail" || verdict === "error";
}

function isKnown(requirement: PlannedRequirement | undefined): boolean {
  return requirement?.expectedFailure !== undefined;
}

/** A server that fails too often has failed, even if it never fails twice in the same case. */
export function countChanceFailures({
  chanceFailures,
  collector,
  meter,
}: Pick<OpenRecord, "chanceFailures" | "collector" | "meter">): void {
  for (const outcome of chanceFailures.tooMany()) collector.add(outcome, meter.requests);
}

/** The last event of a run. */
export function endedEvent(
  { collector, meter, chanceFailures, coverage, likeness, startedAt, stopping }: EndedAccount,
  { clock }: Pick<SuiteOptions, "clock">,
  { clusters, pairs, existing }: Pick<EndedEvent, "clusters" | "pairs" | "existing">,
  /** Operations that are not there. */
  missing: ReadonlySet<string> = new Set(),
): EndedEvent {
  const failures = chanceFailures.told();
  return {
    type: "ended",
    endedAt: new Date(clock.epoch()).toISOString(),
    durationMs: Math.round(clock.now() - startedAt),
    interrupted: stopping.aborted,
    gone: stopping.epitaph,
    clusters,
    traffic: { ...meter.summary(collector.cases), failures: failures.length === 0 ? undefined : failures },
    pairs,
    existing,
    coverage: coverage.summary(missing),
    likeness: likeness?.summary(),
  };
}
