import { accessLost } from "#endpoint/aws/access-lost.ts";
import type { IdleEvent } from "#suites/record/events.ts";
import type { Judgement, RunRecord } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { tellWhatKilled } from "#suites/killers/what-killed.ts";
import { giveUp } from "./give-up.ts";
import { casesAtOnce } from "./limits/cases-at-once.ts";
import { type Fired, type FiredCase, fireLanes } from "./rounds/fire-lanes.ts";
import { reduceFailure } from "./rounds/reduce-failure.ts";
import type { CaseOutcome } from "./rounds/run-rounds.ts";
import { countChanceFailures, endedEvent, noteOutcome } from "./run-account.ts";
import type { Suite } from "./suite.ts";
import { idleEvents, whyNotJudged } from "./why-not-judged.ts";

/**
 * Finds out what is there, fires the cases stage by stage, looks for leftovers, removes what is left, and says why
 * requirements stayed unjudged. Resolves to the record, whatever the endpoint does.
 */
export async function runPipeline<Each extends FiredCase>(suite: Suite<Each>): Promise<RunRecord> {
  const { run } = suite;
  const { stopping, options } = run;
  let unfired: readonly Each[] = [];
  run.emit(options.started);
  try {
    await suite.control((testCase) => fireOne(suite, testCase));
    unfired = await fireStages(suite);
    const last = stopping.aborted ? undefined : suite.leftovers();
    if (last !== undefined) await fireOne(suite, last);
  } catch (error) {
    stopping.noteAccess(accessLost(error));
    if (accessLost(error) === undefined && !stopping.aborted) await giveUp(error, options.started.target, suite.remove);
  }
  countChanceFailures(run);
  if (!stopping.aborted) await tellWhatKilled(run, suite.context);
  await settle(suite, unfired);
  return run.record();
}

/** Resolves to the cases that never began, because the run was stopped. */
async function fireStages<Each extends FiredCase>(suite: Suite<Each>): Promise<readonly Each[]> {
  const { stopping, options } = suite.run;
  const unfired: Each[] = [];
  if (stopping.reason !== undefined) return unfired;
  for (const lanes of suite.stages((testCase) => fireOne(suite, testCase))) {
    const left = await fireLanes(lanes, {
      atOnce: options.limits?.casesAtOnce ?? casesAtOnce(options.settings),
      isWanted: suite.isWanted,
      enter: suite.enter,
      run: async (testCase, { isAlone, isAgain }) => {
        if (testCase.kind !== "control" && stopping.hanging.has(testCase)) return "done";
        return isAlone ? await fireOne(suite, testCase, isAgain).then(() => "done") : await fireBeside(suite, testCase);
      },
      mustStop: () => stopping.mustStop(),
    });
    unfired.push(...left);
  }
  return unfired;
}

/** What goes wrong beside others is to be seen alone: they may have had a part in it. */
async function fireBeside<Each extends FiredCase>(suite: Suite<Each>, testCase: Each): Promise<Fired> {
  const outcome = await suite.runCase(testCase);
  const isDone = !mayBeOfOthers(outcome);
  if (isDone) await noteOne(suite, testCase, outcome);
  else for (const failed of [...(outcome.passed ?? []), outcome]) suite.run.chanceFailures.add(failed);
  return isDone ? "done" : "again";
}

const BAD: readonly Verdict[] = ["fail", "error", "inconclusive"];

/** No other case makes a target carry out what it must refuse; nor is a target that gives no answer asked once more. */
function mayBeOfOthers({ judgements, exchanges, lost }: CaseOutcome): boolean {
  const bad = judgements.filter(({ verdict }) => BAD.includes(verdict));
  const isCarriedOut = ({ exchange = -1 }: Judgement): boolean => {
    const { status = 0 } = exchanges[exchange]?.response ?? {};
    return status >= 200 && status < 300;
  };
  return !lost && bad.length > 0 && !bad.some((one) => one.verdict === "fail" && isCarriedOut(one));
}

async function fireOne<Each extends FiredCase>(suite: Suite<Each>, testCase: Each, isAgain = false): Promise<void> {
  await noteOne(suite, testCase, await suite.runCase(testCase, isAgain));
}

/** A failure is made smaller, and may end the run. */
async function noteOne<Each extends FiredCase>(
  suite: Suite<Each>,
  testCase: Each,
  outcome: CaseOutcome,
): Promise<void> {
  const { run, context } = suite;
  const { options, collector, stopping, emit } = run;
  const failed = noteOutcome(run, outcome, options);
  suite.note(testCase, outcome);
  // A replay shows the original request, not a smaller one.
  const reducing = failed && options.choice?.only === undefined ? suite.reducing(testCase, outcome) : undefined;
  if (reducing === undefined) return;
  const { contract } = context;
  const mustStop = (): boolean => stopping.mustStop();
  for (const event of await reduceFailure({ contract, outcome, collector, reducing, mustStop })) emit(event);
}

async function settle<Each extends FiredCase>(suite: Suite<Each>, unfired: readonly Each[]): Promise<void> {
  const { run, context } = suite;
  const { options, collector, stopping, emit } = run;
  for (const operation of suite.operations()) emit({ type: "operation", operation });
  const left = await suite.remove();
  const end = { aborted: stopping.aborted, stopped: stopping.reason, killings: context.lives?.killings };
  const { requirements } = options.started;
  const why = whyNotJudged(end, suite.whyNotJudged);
  for (const event of [...idleEvents(requirements, collector.judged, why), ...halfJudged(suite, unfired)]) emit(event);
  const { missing, ...told } = suite.ended(left);
  emit(endedEvent(run, options, told, missing));
}

/** A limit whose values were sent in part only may not be kept at those that were not: it does not pass. */
function halfJudged<Each extends FiredCase>(
  { run: { collector, stopping } }: Suite<Each>,
  unfired: readonly Each[],
): IdleEvent[] {
  const { reason: stopped } = stopping;
  if (stopped?.verdict !== "inconclusive") return [];
  const indexes = unfired
    .filter(({ kind }) => kind === "boundary")
    .flatMap(({ requirements: [first] }) => (first === undefined ? [] : (collector.indexOf(first) ?? [])));
  const requirements = [...new Set(indexes)].filter((index) => collector.judged.has(index));
  if (requirements.length === 0) return [];
  return [{ type: "idle", ...stopped, reason: `${stopped.reason}, before all of its values were sent`, requirements }];
}
