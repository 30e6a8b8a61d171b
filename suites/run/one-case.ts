import { isJudged } from "../record/verdict.ts";
import type { Case } from "../session/case.ts";
import { runCase, type CaseOutcome } from "./case-runner.ts";
import type { PreparedRun } from "./prepare.ts";
import { reduceFailure } from "./reduce-failure.ts";

/** Runs one case and records what came of it; a failure is made smaller, and may end the run. Resolves to what it found. */
export async function fireOne<Found>(run: PreparedRun, subject: Case<Found>): Promise<Found | undefined> {
  const { context, meter, collector, stopping, options } = run;
  const { limits, choice } = options;
  const outcome = await runCase(context, subject, limits?.signal);
  const { verdict } = collector.add(outcome, meter.requests);
  stopping.watch(outcome);
  stopping.noteDeaths(context.lives?.deaths() ?? 0);
  if (outcome.judgements.some((each) => each.requirement === subject.requirements[0] && isJudged(each.verdict))) {
    run.looks.add(subject);
  }
  if (outcome.once !== undefined) run.chance.add(outcome.once);
  const failed = verdict === "fail" || verdict === "error";
  // A replay shows the request of before, not a smaller one.
  if (failed && choice?.only === undefined) await reduce(run, outcome);
  if (failed && limits?.failFast === true && subject.kind !== "control") {
    stopping.stop("disabled", "stopped at the first failure");
  }
  return outcome.found;
}

async function reduce(
  { context, generation, collector, emit }: PreparedRun,
  outcome: CaseOutcome<unknown, Case>,
): Promise<void> {
  for (const event of await reduceFailure({ context, generation, outcome, collector })) emit(event);
}
