import { accessLost } from "../../endpoint/aws/access-lost.ts";
import { budgetOf, type DropReason, withinBudget } from "../plan/budget.ts";
import { pairChoices } from "../cases/inputs/pairs.ts";
import { planCases } from "../plan/plan.ts";
import { areJudgedHere, missingFor, whyUnwanted } from "../plan/wanted-cases.ts";
import type { IdleEvent } from "../record/events.ts";
import type { RunRecord } from "../record/record.ts";
import { isJudged } from "../record/verdicts/verdict.ts";
import type { Case } from "../session/case.ts";
import { positiveControl, stopReason } from "./control/positive-control.ts";
import { type Discovery, isMissing, NOTHING_FOUND, type Presence } from "./control/operation-presence.ts";
import { casesAtOnce } from "./limits/cases-at-once.ts";
import { fireCases } from "./rounds/run-cases.ts";
import { giveUp } from "./give-up.ts";
import { idleEvents, type RunEnd, whyNotJudged } from "./why-not-judged.ts";
import { checkLeftovers } from "./leftovers.ts";
import { runCase, type CaseOutcome } from "./rounds/run-rounds.ts";
import { countChanceFailures, endedEvent, noteOutcome } from "./run-account.ts";
import { reduceFailure } from "./rounds/reduce-failure.ts";
import { smallerRegistrations } from "./rounds/smaller-registrations.ts";
import { discoverOperations } from "./control/discover-operations.ts";
import { pairsSeen } from "./pairs-seen.ts";
import { prepare, type PreparedRun } from "./prepared-run.ts";
import { tellWhatKilled } from "../killers/what-killed.ts";
import { RegistrationAccount } from "./limits/registration-limit.ts";
import type { SuiteOptions } from "./suite-options.ts";
import { withoutRemoval } from "../../custody/removing/cluster-left.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";

/** Requirements that lost cases to the kind's limits, and to which. */
type Dropped = ReadonlyMap<string, DropReason>;

/**
 * Prepares, finds out which operations exist, sends the cases, looks for leftovers, settles. Resolves to the record,
 * whatever the endpoint does.
 */
export async function runSuite(options: SuiteOptions): Promise<RunRecord> {
  const run = prepare(options);
  const { stopping } = run;
  const { features } = options.settings;
  run.emit(options.started);
  let found = NOTHING_FOUND;
  let fired: Fired = { dropped: new Map(), blocked: new Map(), unfired: [] };
  try {
    found = await controlStage(run);
    if (stopping.reason === undefined) fired = await fireStage(run, found);
    countChanceFailures(run);
    if (!stopping.aborted) await leftoverStage(run, found);
  } catch (error) {
    stopping.noteAccess(accessLost(error));
    const { registrations } = run.context;
    if (accessLost(error) === undefined && !stopping.aborted) {
      await giveUp(error, options.started.target, () => registrations.settle(options.reporting.commandFor));
    }
  }
  if (!stopping.aborted) await tellWhatKilled(run);
  const { dropped, blocked, unfired } = fired;
  const { killings } = run.context.lives ?? {};
  const { aborted, reason: stopped } = stopping;
  await settleStage(run, { aborted, stopped, found, dropped, blocked, features, killings }, unfired);
  return run.record();
}

/** Stage 2: which operations exist, whether a valid registration succeeds, whether signatures are checked. */
async function controlStage(run: PreparedRun): Promise<Discovery> {
  const { context, stopping } = run;
  const register: Presence = (await fireOne(run, positiveControl())) ?? { status: "broken", reason: "not tried" };
  context.control.passed = register.status === "implemented";
  const alone: Discovery = { ...NOTHING_FOUND, operations: new Map([[OPERATIONS.register, register]]) };
  const silent = register.status === "broken" && stopping.silent ? "the endpoint does not answer" : undefined;
  const reason = stopReason(register) ?? silent;
  if (reason !== undefined) {
    stopping.stop("inconclusive", reason);
    return alone;
  }
  const others = await discoverOperations(context);
  const found: Discovery = { ...others, operations: new Map([...alone.operations, ...others.operations]) };
  for (const id of found.operations.keys()) if (isMissing(found, id)) context.missing.add(id);
  emitOperations(run, found);
  return found;
}

function emitOperations({ context, emit }: PreparedRun, { operations }: Discovery): void {
  for (const { id, method, path } of context.contract.operations.values()) {
    const { status, reason } = operations.get(id) ?? { status: "broken", reason: "not tried" };
    const missing = status === "not-implemented";
    const verdict = missing ? "not-implemented" : "pass";
    emit({ type: "operation", operation: { id, method, path, verdict, reason: missing ? reason : undefined } });
  }
}

interface Fired extends Pick<RunEnd, "blocked"> {
  readonly dropped: Dropped;
  /** Cases that never began, because the run was stopped. */
  readonly unfired: readonly Case[];
}

/** Stage 3: the cases. */
async function fireStage(run: PreparedRun, found: Discovery): Promise<Fired> {
  const { context, stopping, options } = run;
  const { settings, registrations } = context;
  const dropped = new Map<string, DropReason>();
  const blocked = new Map<string, string>();
  const drop = (testCase: Case, reason: DropReason): void => {
    for (const id of testCase.requirements) dropped.set(id, reason);
    options.reporting.dropped?.(testCase, reason);
  };
  const budget = budgetOf(settings, registrations.spent, options.started.requirements);
  const unfired = await fireCases(withinBudget(chosenCases(run, found, blocked), budget, drop), {
    casesAtOnce: options.limits?.casesAtOnce ?? casesAtOnce(settings),
    maxLive: settings.maxLive,
    account: new RegistrationAccount(settings.maxRegistrations, () => registrations.spent),
    run: async (testCase) => {
      if (!stopping.hanging.has(testCase)) await fireOne(run, testCase);
    },
    mustStop: () => stopping.mustStop(),
    drop,
  });
  return { dropped, blocked, unfired };
}

/** The cases to be sent; what those left out would have judged is noted, with the operation that is not there. */
function chosenCases(
  { context, generation, collector, options }: PreparedRun,
  found: Discovery,
  blocked: Map<string, string>,
): Iterable<Case> {
  const { settings, contract, seed } = context;
  const { only, cases, plan = planCases } = options.choice ?? {};
  const wants = { requirements: options.started.requirements, onlyCases: only, collector, context, found };
  const wanted = (testCase: Case): boolean => {
    const why = whyUnwanted(testCase, wants);
    if (why !== undefined && only?.has(testCase.id) === true) options.reporting.unsent?.(why);
    const missing = missingFor(testCase, found);
    if (missing !== undefined) for (const id of testCase.requirements) blocked.set(id, blocked.get(id) ?? missing);
    return why === undefined;
  };
  const asked = (ids: readonly string[]): boolean => only !== undefined || areJudgedHere(ids, wants);
  return cases ?? plan({ contract, settings, generation, seed, wanted, asked });
}

/**
 * Runs one case and records its outcome. A failure is made smaller, and may end the run. Resolves to what the case
 * found out.
 */
async function fireOne<Found>(run: PreparedRun, testCase: Case<Found>): Promise<Found | undefined> {
  const { context, options } = run;
  const outcome = await runCase(context, testCase, options.limits?.signal);
  const failed = noteOutcome(run, outcome, options);
  const { choice, requirements } = testCase;
  const judged = outcome.judgements.some((each) => each.requirement === requirements[0] && isJudged(each.verdict));
  if (judged && choice !== undefined) run.choices.push(choice);
  // A replay shows the original request, not a smaller one.
  if (failed && options.choice?.only === undefined) await reduce(run, outcome);
  return outcome.found;
}

async function reduce(
  { context, generation, collector, emit, stopping }: PreparedRun,
  outcome: CaseOutcome<unknown, Case>,
): Promise<void> {
  const { contract } = context;
  const reducing = smallerRegistrations(context, generation, outcome.case);
  const mustStop = (): boolean => stopping.mustStop();
  for (const event of await reduceFailure({ contract, outcome, collector, reducing, mustStop })) emit(event);
}

/** Stage 4: no cluster of the run is listed that it does not account for. */
async function leftoverStage(run: PreparedRun, { operations }: Discovery): Promise<void> {
  if (run.options.choice?.only !== undefined || !run.context.control.passed) return;
  if (operations.get(OPERATIONS.list)?.status === "implemented") await fireOne(run, checkLeftovers());
}

/** Stage 5: remove what is left, say why requirements stayed unjudged, and close the account. */
async function settleStage(run: PreparedRun, end: RunEnd, unfired: readonly Case[]): Promise<void> {
  const { options, context, generation, collector, choices, emit } = run;
  const { started, reporting } = options;
  // AWS has it: what seems to lack it there is a policy of somebody's.
  const lacks = context.settings.kind !== "aws" && isMissing(end.found, OPERATIONS.deregister);
  const removal = lacks ? OPERATIONS.deregister : undefined;
  const settled = await context.registrations.settle(reporting.commandFor);
  const left = settled.map((one) => withoutRemoval(one, removal));
  for (const event of idleEvents(started.requirements, collector.judged, (one) => whyNotJudged(one, end))) emit(event);
  for (const event of halfJudged(run, end, unfired)) emit(event);
  const { registered, deregistered } = context.registrations;
  const pairs = pairsSeen(choices, () => pairChoices(context.contract, generation));
  emit(endedEvent(run, options, { clusters: { registered, deregistered, left }, pairs }, context.missing));
}

/** A limit whose values were sent in part only may not be kept at those that were not: it does not pass. */
function halfJudged({ collector }: PreparedRun, { stopped }: RunEnd, unfired: readonly Case[]): IdleEvent[] {
  if (stopped?.verdict !== "inconclusive") return [];
  const indexes = unfired
    .filter(({ kind }) => kind === "boundary")
    .flatMap(({ requirements: [first] }) => (first === undefined ? [] : (collector.indexOf(first) ?? [])));
  const requirements = [...new Set(indexes)].filter((index) => collector.judged.has(index));
  if (requirements.length === 0) return [];
  return [{ type: "idle", ...stopped, reason: `${stopped.reason}, before all of its values were sent`, requirements }];
}
