import { type ClusterLeft, withoutRemoval } from "#custody/removing/cluster-left.ts";
import { clusterLeft } from "#custody/removing/left-in-words.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { pairChoices } from "./cases/inputs/pairs.ts";
import { type Budget, budgetOf, type DropReason, openingMust, registersOf, withinBudget } from "./plan/budget.ts";
import { planCases } from "./plan/plan.ts";
import { areJudgedHere, isWantedCase, type Wants } from "#suites/plan/wanted-cases.ts";
import type { OperationResult, RunRecord } from "#suites/record/record.ts";
import { isJudged } from "#suites/record/verdicts/verdict.ts";
import type { Case } from "./session/cluster-case.ts";
import { isMissing, missingOf, type Presence } from "#suites/session/context/presence.ts";
import { discoverOperations } from "./discover-operations.ts";
import { positiveControl, stopReason } from "./positive-control.ts";
import { checkLeftovers } from "./leftovers.ts";
import { RegistrationAccount } from "./registration-limit.ts";
import { Semaphore } from "#suites/run/limits/semaphore.ts";
import { pairsSeen } from "./pairs-seen.ts";
import { runPipeline } from "#suites/run/pipeline.ts";
import { prepare, type PreparedRun } from "./prepared-registration.ts";
import { runCase } from "./run-case.ts";
import type { Lane } from "#suites/run/rounds/fire-lanes.ts";
import { asCalled } from "#spec/registration/called-otherwise.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import { controlsOf, suiteOfService } from "#suites/service/run/service-run.ts";
import { smallerRegistrations } from "./smaller-registrations.ts";
import type { SuiteEnd, FireCase, Suite } from "#suites/run/suite.ts";
import type { SuiteOptions } from "#suites/run/suite-options.ts";
import { whyNeedless } from "./why-needless.ts";
import { whyNotJudgedOfClusters } from "./why-not-judged-of-clusters.ts";

/** Judges registered clusters. Resolves to the record, whatever the endpoint does. */
export async function runSuite(options: SuiteOptions): Promise<RunRecord> {
  return runPipeline(suiteOfClusters(prepare(options)));
}

/** Requirements that lost cases to the kind's limits, and to which. */
type Dropped = Map<string, DropReason>;

/** What is special to registered clusters, and what holds of a kind of any service. */
type AnyCase = Case | ServiceCase;

function isOwn(testCase: AnyCase): testCase is Case {
  return "effect" in testCase;
}

/**
 * What is special to registered clusters comes first, each case with clusters of its own; then what the table says of them
 * as of any kind.
 */
function suiteOfClusters(prepared: PreparedRun): Suite<AnyCase> {
  const { service, context, choices } = prepared;
  const { run } = service;
  const { options } = run;
  const { settings, keeper, presence } = context;
  const general = suiteOfService(service);
  const dropped: Dropped = new Map();
  const drop = (testCase: AnyCase, reason: DropReason): void => {
    for (const id of testCase.requirements) dropped.set(id, reason);
    if (isOwn(testCase)) options.reporting.dropped?.(testCase, reason);
  };
  const isLimited = settings.maxRegistrations !== Infinity;
  const covered = new Set<string>();
  /** Where registrations are limited, each requirement has one case that makes something. */
  const isRepeated = (testCase: ServiceCase): boolean => {
    const { makes, requirements } = testCase;
    if (!isLimited || makes?.surely !== true) return false;
    const isCovered = requirements.every((id) => covered.has(id));
    for (const id of requirements) covered.add(id);
    if (isCovered) drop(testCase, "registrations");
    return isCovered;
  };
  /** Cases by name that were among those of the kind's own. */
  const named = new Set<string>();
  const isGeneralAsked = (): boolean => {
    const { only, cases } = options.choice ?? {};
    if (cases !== undefined || (only !== undefined && [...only].every((id) => named.has(id)))) return false;
    return [...presence.values()].some(({ status }) => status === "implemented");
  };
  const reserve = reservedIn(prepared, drop);
  const enterOwn = roomFor(prepared, reserve);
  return {
    run,
    context,
    control: (fire) => discover(prepared, fire),
    stages: function* (fire) {
      const cases = chosenCases(prepared);
      const budget = (): Budget => budgetOf(settings, spentBy(context), options.started.requirements);
      const own = (some: Iterable<Case>): Lane<AnyCase> => ({
        cases: withinBudget(some, budget(), drop),
        isolation: "fresh",
      });
      const { first, rest } = isLimited ? openingMust(cases, budget()) : { first: cases, rest: [] };
      yield [own(first)];
      if (isGeneralAsked()) {
        yield [{ cases: controlsOf(context), isolation: "shared" }];
        yield* general.stages(fire);
      }
      yield [own(rest)];
    },
    isWanted: (testCase) => isOwn(testCase) || general.isWanted(testCase),
    enter: async (testCase) => {
      if (isOwn(testCase)) return enterOwn(testCase);
      const spend = isRepeated(testCase) ? undefined : await reserve(testCase, madeBy(testCase));
      const leave = spend && (await general.enter(testCase));
      if (leave === undefined) spend?.();
      return (
        leave &&
        (() => {
          leave();
          spend();
        })
      );
    },
    // A registered cluster's own cases have turns of their own.
    runCase: (testCase, isAgain) =>
      isOwn(testCase)
        ? runCase(context, testCase, options.limits?.signal)
        : general.runCase(asOwnCalled(testCase), isAgain),
    note: (testCase, outcome) => {
      if (!isOwn(testCase)) return general.note(testCase, outcome);
      named.add(testCase.id);
      const [first] = testCase.requirements;
      const judged = outcome.judgements.some(({ requirement, verdict }) => requirement === first && isJudged(verdict));
      if (judged && testCase.choice !== undefined) choices.push(testCase.choice);
    },
    reducing: (testCase, outcome) =>
      isOwn(testCase) ? smallerRegistrations(context, testCase) : general.reducing(testCase, outcome),
    leftovers: () => {
      const registers = presence.get(OPERATIONS.register)?.status === "implemented";
      const isSearched = options.choice?.only === undefined && registers;
      return isSearched && presence.get(OPERATIONS.list)?.status === "implemented" ? checkLeftovers() : undefined;
    },
    operations: () => operationsOf(context),
    remove: async () => {
      // AWS has it: what seems to lack it there is a policy of somebody's.
      const lacks = settings.kind !== "aws" && isMissing(presence, OPERATIONS.deregister);
      const left = (await keeper.settle()).map((one) => clusterLeft(one, options.reporting.commandFor));
      return left.map((one) => withoutRemoval(one, lacks ? OPERATIONS.deregister : undefined));
    },
    whyNotJudged: whyNotJudgedOfClusters(context, dropped),
    ended: (left) => endOf(prepared, left),
  };
}

/** A case's requirements under the ids that registered clusters have for them. */
function asOwnCalled(testCase: ServiceCase): ServiceCase {
  return { ...testCase, requirements: asCalled(testCase.requirements) };
}

/** Which operations exist, whether a valid registration succeeds, whether signatures are checked. */
async function discover({ service, context }: PreparedRun, fire: FireCase<AnyCase>): Promise<void> {
  const { stopping } = service.run;
  let register: Presence = { status: "refused", reason: "not tried" };
  const control = positiveControl();
  const noted: Case = { ...control, run: async (session) => (register = await control.run(session)) };
  await fire(noted);
  context.control.passed = register.status === "implemented";
  const silent = register.status === "refused" && stopping.silent ? "the endpoint does not answer" : undefined;
  const reason = stopReason(register) ?? silent;
  if (reason !== undefined) return stopping.stop("inconclusive", reason);
  await discoverOperations(context);
  context.presence.set(OPERATIONS.register, register);
}

/** Nothing is said of operations where nothing could be learnt. */
function operationsOf({ contract, presence }: PreparedRun["context"]): OperationResult[] {
  if (presence.size === 0) return [];
  return [...contract.operations.values()].map(({ id, method, path }) => {
    const reason = isMissing(presence, id) ? presence.get(id)?.reason : undefined;
    return { id, method, path, verdict: isMissing(presence, id) ? "not-implemented" : "pass", reason };
  });
}

/** The cases that are asked for, and that the target has all operations for. */
function chosenCases({ service: { run }, context }: PreparedRun): Iterable<Case> {
  const { options, collector } = run;
  const { settings, contract, seed, generation } = context;
  const { only, cases, plan = planCases } = options.choice ?? {};
  const isHere = (ids: readonly string[]): boolean =>
    areJudgedHere(ids, options.started.requirements, (id) => collector.indexOf(id));
  const wants: Wants<Case> = {
    context,
    only,
    isAsked: ({ requirements }) => isHere(requirements),
    isEnough: (found) => found?.status !== "not-implemented",
    whyNeedless: (testCase) => whyNeedless(testCase, context, (id) => collector.failuresOf(id)),
    unsent: options.reporting.unsent,
  };
  const wanted = (testCase: Case): boolean => isWantedCase(testCase, wants);
  const asked = (ids: readonly string[]): boolean => only !== undefined || isHere(ids);
  return cases ?? plan({ contract, settings, generation, seed, wanted, asked });
}

/** How many a general case may register; one that must be refused may be accepted. */
function madeBy({ kind, makes }: ServiceCase): number {
  return makes?.count ?? (kind === "control" ? 1 : 0);
}

type Reserve = (testCase: AnyCase, count: number) => Promise<(() => void) | undefined>;

/** Waits until the registrations of a case fit into those of the run. */
function reservedIn({ context }: PreparedRun, drop: (testCase: AnyCase, reason: DropReason) => void): Reserve {
  const account = new RegistrationAccount(context.settings.maxRegistrations, () => spentBy(context));
  return async (testCase, count) => {
    const spend = await account.reserve(count);
    if (spend === undefined) drop(testCase, "registrations");
    return spend;
  };
}

/** Waits until the registrations of a case fit into those of the run, and its clusters among those alive. */
function roomFor({ context }: PreparedRun, reserve: Reserve): (testCase: Case) => Promise<(() => void) | undefined> {
  const alive = new Semaphore(context.settings.maxLive);
  return async (testCase) => {
    const { effect, live } = testCase;
    const spend = await reserve(testCase, effect === "create" ? Math.max(registersOf(testCase), 1) : 0);
    if (spend === undefined) return undefined;
    const release = await alive.acquire(live);
    return () => {
      release();
      spend();
    };
  };
}

/** How many registrations succeeded, or may have. */
function spentBy({ keeper: { counts } }: PreparedRun["context"]): number {
  return counts.created + counts.unanswered;
}

function endOf({ context, choices }: PreparedRun, left: readonly ClusterLeft[]): SuiteEnd {
  const { created: registered, removed: deregistered } = context.keeper.counts;
  const pairs = pairsSeen(choices, () => pairChoices(context.contract, context.generation));
  return { clusters: { registered, deregistered, left }, pairs, missing: missingOf(context.presence) };
}
