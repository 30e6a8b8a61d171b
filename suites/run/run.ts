import { type ClusterLeft, withoutRemoval } from "../../custody/removing/cluster-left.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { pairChoices } from "../cases/inputs/pairs.ts";
import { budgetOf, type DropReason, registersOf, withinBudget } from "../plan/budget.ts";
import { planCases } from "../plan/plan.ts";
import { areJudgedHere, missingFor, whyUnwanted } from "../plan/wanted-cases.ts";
import type { OperationResult, RunRecord } from "../record/record.ts";
import { isJudged } from "../record/verdicts/verdict.ts";
import type { Case } from "../session/case.ts";
import { discoverOperations } from "./control/discover-operations.ts";
import { type Discovery, isMissing, NOTHING_FOUND, type Presence } from "./control/operation-presence.ts";
import { positiveControl, stopReason } from "./control/positive-control.ts";
import { checkLeftovers } from "./leftovers.ts";
import { RegistrationAccount } from "./limits/registration-limit.ts";
import { Semaphore } from "./limits/semaphore.ts";
import { pairsSeen } from "./pairs-seen.ts";
import { runPipeline } from "./pipeline.ts";
import { prepare, type PreparedRun } from "./prepared-run.ts";
import { runCase } from "./rounds/run-rounds.ts";
import { smallerRegistrations } from "./rounds/smaller-registrations.ts";
import type { SuiteEnd, FireCase, Suite } from "./suite.ts";
import type { SuiteOptions } from "./suite-options.ts";
import { whyNotJudgedOfClusters } from "./why-not-judged.ts";

/** Judges registered clusters. Resolves to the record, whatever the endpoint does. */
export async function runSuite(options: SuiteOptions): Promise<RunRecord> {
  return runPipeline(suiteOfClusters(prepare(options)));
}

/** What a run finds out on its way, and which of its cases it lost to what. */
interface ClustersSeen {
  found: Discovery;
  /** Every operation was asked for. */
  isWhole: boolean;
  /** Requirements that lost cases to the kind's limits, and to which. */
  readonly dropped: Map<string, DropReason>;
  /** See RegistrationsSeen. */
  readonly blocked: Map<string, string>;
}

function suiteOfClusters(prepared: PreparedRun): Suite<Case> {
  const { run, context, generation, choices } = prepared;
  const { options } = run;
  const { settings, registrations } = context;
  const seen: ClustersSeen = { found: NOTHING_FOUND, isWhole: false, dropped: new Map(), blocked: new Map() };
  const drop = (testCase: Case, reason: DropReason): void => {
    for (const id of testCase.requirements) seen.dropped.set(id, reason);
    options.reporting.dropped?.(testCase, reason);
  };
  return {
    run,
    context,
    control: (fire) => discover(prepared, seen, fire),
    stages: () => [[{ cases: plannedWithin(prepared, seen, drop), isolation: "fresh" }]],
    isWanted: () => true,
    enter: roomFor(prepared, drop),
    runCase: (testCase) => runCase(context, testCase, options.limits?.signal),
    note: ({ choice, requirements: [first] }, { judgements }) => {
      const judged = judgements.some(({ requirement, verdict }) => requirement === first && isJudged(verdict));
      if (judged && choice !== undefined) choices.push(choice);
    },
    reducing: (testCase) => smallerRegistrations(context, generation, testCase),
    leftovers: () => {
      const isSearched = options.choice?.only === undefined && context.control.passed;
      const isListed = seen.found.operations.get(OPERATIONS.list)?.status === "implemented";
      return isSearched && isListed ? checkLeftovers() : undefined;
    },
    operations: () => operationsOf(prepared, seen),
    remove: async () => {
      // AWS has it: what seems to lack it there is a policy of somebody's.
      const lacks = settings.kind !== "aws" && isMissing(seen.found, OPERATIONS.deregister);
      const left = await registrations.settle(options.reporting.commandFor);
      return left.map((one) => withoutRemoval(one, lacks ? OPERATIONS.deregister : undefined));
    },
    whyNotJudged: whyNotJudgedOfClusters(() => ({ ...seen, features: settings.features })),
    ended: (left) => endOf(prepared, left),
  };
}

/** Which operations exist, whether a valid registration succeeds, whether signatures are checked. */
async function discover(
  { run: { stopping }, context }: PreparedRun,
  seen: ClustersSeen,
  fire: FireCase<Case>,
): Promise<void> {
  let register: Presence = { status: "broken", reason: "not tried" };
  const control = positiveControl();
  await fire({ ...control, run: async (session) => (register = await control.run(session)) });
  context.control.passed = register.status === "implemented";
  seen.found = { ...NOTHING_FOUND, operations: new Map([[OPERATIONS.register, register]]) };
  const silent = register.status === "broken" && stopping.silent ? "the endpoint does not answer" : undefined;
  const reason = stopReason(register) ?? silent;
  if (reason !== undefined) return stopping.stop("inconclusive", reason);
  const others = await discoverOperations(context);
  seen.found = { ...others, operations: new Map([...seen.found.operations, ...others.operations]) };
  for (const id of seen.found.operations.keys()) if (isMissing(seen.found, id)) context.missing.add(id);
  seen.isWhole = true;
}

/** Nothing is said of operations where nothing could be learnt. */
function operationsOf({ context }: PreparedRun, { found, isWhole }: ClustersSeen): OperationResult[] {
  if (!isWhole) return [];
  return [...context.contract.operations.values()].map(({ id, method, path }) => {
    const { status, reason } = found.operations.get(id) ?? { status: "broken", reason: "not tried" };
    const missing = status === "not-implemented";
    return { id, method, path, verdict: missing ? status : "pass", reason: missing ? reason : undefined };
  });
}

/** The cases that are asked for and within the budget; what those left out would have judged is noted. */
function plannedWithin(
  prepared: PreparedRun,
  seen: ClustersSeen,
  drop: (testCase: Case, reason: DropReason) => void,
): Iterable<Case> {
  const { settings, registrations } = prepared.context;
  const budget = budgetOf(settings, registrations.spent, prepared.run.options.started.requirements);
  return withinBudget(chosenCases(prepared, seen), budget, drop);
}

function chosenCases({ run, context, generation }: PreparedRun, { found, blocked }: ClustersSeen): Iterable<Case> {
  const { options, collector } = run;
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

/** Waits until the registrations of a case fit into those of the run, and its clusters among those alive. */
function roomFor(
  { context: { settings, registrations } }: PreparedRun,
  drop: (testCase: Case, reason: DropReason) => void,
): Suite<Case>["enter"] {
  const account = new RegistrationAccount(settings.maxRegistrations, () => registrations.spent);
  const alive = new Semaphore(settings.maxLive);
  return async (testCase) => {
    const { effect, live } = testCase;
    const spend = await account.reserve(effect === "create" ? Math.max(registersOf(testCase), 1) : 0);
    if (spend === undefined) {
      drop(testCase, "registrations");
      return undefined;
    }
    const release = await alive.acquire(live);
    return () => {
      release();
      spend();
    };
  };
}

function endOf({ context, generation, choices }: PreparedRun, left: readonly ClusterLeft[]): SuiteEnd {
  const { registered, deregistered } = context.registrations;
  const pairs = pairsSeen(choices, () => pairChoices(context.contract, generation));
  return { clusters: { registered, deregistered, left }, pairs, missing: context.missing };
}
