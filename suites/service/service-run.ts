import { keepResources } from "../../clusters/resources/resource-keeper.ts";
import type { ResourceLedger } from "../../clusters/resources/resource-ledger.ts";
import { accessLost } from "../../endpoint/aws/access-lost.ts";
import { runPrefix } from "../../clusters/ownership/run-prefix.ts";
import { operationsOf, ownerOf, type ResourceTable } from "../../spec/resources/resource-table.ts";
import { RUN_TAG_KEY } from "../plan/kind-settings.ts";
import type { PlannedRequirement } from "../record/events.ts";
import type { OperationResult, RunRecord } from "../record/record.ts";
import { isMissed } from "../record/tally.ts";
import { giveUp } from "../run/give-up.ts";
import { idleEvents } from "../run/why-not-judged.ts";
import { Permits } from "../run/limits/permits.ts";
import { countFlakiness, endedEvent, noteOutcome } from "../run/run-account.ts";
import { openRun, stoppingOf, type OpenRun } from "../run/open-run.ts";
import type { Stopping } from "../run/limits/stopping.ts";
import type { SuiteOptions } from "../run/suite-options.ts";
import { type CaseOutcome, runRounds } from "../run/run-rounds.ts";
import { Repeated } from "../run/repeated.ts";
import { NO_INPUT, whyNotJudgedInService } from "./why-not-judged-in-service.ts";
import { neededOperations } from "./needed-operations.ts";
import { lastCases, plannedStages } from "./plan.ts";
import { turnedAwayInWords } from "../run/turned-away.ts";
import { type PlainPresence, turnedAwayAlike } from "./presence.ts";
import type { ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";
import { ServiceSession } from "./service-session.ts";
import { recipeOf } from "./recipe.ts";
import { controls } from "./cases/survey.ts";

/** What a run of a whole service is given. */
export interface ServiceOptions extends SuiteOptions {
  readonly table: ResourceTable;
  readonly resourceLedger: ResourceLedger;
  /** Ids of all requirements of the service, if `started` has only some of them. */
  readonly known?: ReadonlySet<string>;
}

interface ServiceRun extends OpenRun {
  readonly options: ServiceOptions;
  readonly context: ServiceContext;
  readonly stopping: Stopping;
  /** Requirements that are not selected. */
  readonly leftOut: ReadonlySet<string>;
  /** Requirements already known not to be met: further values of a limit would only repeat it. */
  readonly missed: Set<string>;
  /** Kinds of resources of which one was created. */
  readonly made: Set<string>;
}

/**
 * Judges a whole service. First come the plain requests of the operations, which create a resource of each kind; then
 * names, pages and tags, and every limit of the operations that answered their plain requests; finally the end of each
 * resource. Resolves to the record, whatever the endpoint does.
 */
export async function runService(options: ServiceOptions): Promise<RunRecord> {
  const run = prepareService(options);
  const { context, stopping, emit } = run;
  emit(options.started);
  try {
    await fireInTurn(run, controls(context));
    if (!context.control.passed) stopping.stop("inconclusive", noteTurnedAway(context) ?? whyNothing(context));
    for (const lanes of plannedStages(context)) await fireInLanes(run, lanes);
    await fireInTurn(run, lastCases(context));
  } catch (error) {
    stopping.noteAccess(accessLost(error));
    if (accessLost(error) === undefined && !stopping.aborted) await giveUp(error, () => context.keeper.settle());
  }
  await settleService(run);
  return run.record();
}

function prepareService(options: ServiceOptions): ServiceRun {
  const { contract, table, started, settings, clock, endpoint, choice } = options;
  const run = openRun(options);
  const service = { contract, table };
  const selected = started.requirements.filter(({ excluded }) => excluded === undefined);
  const runTag = { key: RUN_TAG_KEY, value: started.run.id };
  const namePrefix = runPrefix(started.run.id, started.run.shard?.index);
  const context: ServiceContext = {
    ...service,
    requirements: new Map(selected.map((each) => [each.id, each])),
    // A case chosen by name may need any operation, whatever it judges.
    needed:
      choice?.only === undefined
        ? neededOperations(service, new Set(selected.map(({ operation }) => operation)))
        : new Set(contract.operations.keys()),
    knownRequirements: options.known ?? new Set(started.requirements.map(({ id }) => id)),
    target: run.endpoint.target,
    settings,
    generation: {
      prefix: namePrefix,
      fixtures: settings.fixtures,
      dictionary: choice?.dictionary ?? [],
    },
    clock,
    keeper: keepResources({
      service,
      cleanUpTarget: run.endpoint.cleanUpTarget,
      ledger: options.resourceLedger,
      clock: endpoint.lateClock ?? clock,
      budgetMs: REMOVAL_MS,
      consistencyMs: settings.consistencyMs,
      namePrefix,
      runTag,
    }),
    runTag,
    takesTags: new Set(),
    alive: new Map(),
    presence: new Map(),
    spoilt: new Set(),
    tooLarge: new Set(),
    tries: new Map(),
    plainAgain: new Map(),
    repeated: new Repeated(),
    control: { passed: false },
  };
  return {
    ...run,
    options,
    context,
    stopping: stoppingOf(options, run, { unremovable: 0 }),
    leftOut: new Set(started.requirements.filter(({ excluded }) => excluded).map(({ id }) => id)),
    missed: new Set(),
    made: new Set(),
  };
}

/** How many milliseconds the removal of one resource may take. */
const REMOVAL_MS = 30_000;

/** Why nothing can be called missing if every request is turned away alike; in words. */
function noteTurnedAway({ presence }: ServiceContext): string | undefined {
  const away = turnedAwayAlike([...presence.values()]);
  if (away === undefined) return undefined;
  for (const [id, found] of presence)
    if (found.status === "not-implemented") presence.set(id, { ...found, status: "no-access" });
  return `nothing of the endpoint is seen: ${turnedAwayInWords(away)}`;
}

/** What the endpoint said instead, if it answered no plain request properly. */
function whyNothing({ presence }: ServiceContext): string {
  const [first] = [...presence.values()].filter(({ status }) => status !== "not-tried");
  if (first === undefined) return "no operation could be tried";
  return `no valid request succeeded: ${first.reason}`;
}

/** Controls run whether they are selected or not: other cases need what they create. */
async function fireInTurn(run: ServiceRun, cases: Iterable<ServiceCase>): Promise<void> {
  for (const testCase of cases) {
    if (run.stopping.mustStop()) return;
    if (testCase.kind === "control" || isWanted(run, testCase)) await fireOne(run, testCase);
  }
}

/**
 * Runs cases about the same resource one after the other, since they change it, and those about different ones in
 * parallel.
 */
async function fireInLanes(run: ServiceRun, lanes: readonly Iterable<ServiceCase>[]): Promise<void> {
  const permits = new Permits(run.options.settings.concurrency);
  const fireLane = async (lane: Iterable<ServiceCase>): Promise<void> => {
    for (const testCase of lane) {
      if (run.stopping.mustStop()) return;
      if (!isWanted(run, testCase)) continue;
      const release = await permits.acquire(1);
      await fireOne(run, testCase).finally(release);
    }
  };
  const settled = await Promise.allSettled(lanes.map(fireLane));
  const failed = settled.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/**
 * One of its requirements is selected and still open, and the operations that it needs answered their plain requests.
 */
function isWanted(run: ServiceRun, testCase: ServiceCase): boolean {
  const { context, options, missed } = run;
  const { id, kind, requirements, needs } = testCase;
  if (options.choice?.only !== undefined && !options.choice.only.has(id)) return false;
  if (kind === "boundary" && requirements.every((each) => missed.has(each))) return false;
  const isAsked = requirements.some((each) => isAskedHere(context.requirements.get(each)));
  if (!isAsked && !helpsSelected(run, testCase)) return false;
  return needs.every((operation) => context.presence.get(operation)?.status === "implemented");
}

/** Something that is selected waits for it, although nothing that it judges is selected. */
function helpsSelected({ context, leftOut }: ServiceRun, { requirements, helps }: ServiceCase): boolean {
  if (helps === undefined || !requirements.every((id) => leftOut.has(id))) return false;
  return [...context.requirements.values()].some((requirement) => isAskedHere(requirement) && helps(requirement));
}

/** A requirement of another shard is judged if it comes up, but no case is sent for it. */
function isAskedHere(requirement: PlannedRequirement | undefined): boolean {
  return requirement !== undefined && requirement.elsewhere !== true;
}

async function fireOne(run: ServiceRun, testCase: ServiceCase): Promise<void> {
  const { context, options, missed } = run;
  const outcome = await runRounds({
    context,
    label: testCase,
    signal: options.limits?.signal,
    open: (round) => new ServiceSession(context, testCase.id, round),
    run: testCase.run,
  });
  noteOutcome(run, outcome, options);
  noteRecipes(run, outcome);
  for (const { requirement, verdict } of outcome.judgements) {
    const level = context.requirements.get(requirement)?.level ?? "MUST";
    if (isMissed({ verdict, level })) missed.add(requirement);
  }
}

/** Records, once, what a control created for the cases after it. */
function noteRecipes({ context, made, options, emit }: ServiceRun, { exchanges }: CaseOutcome): void {
  for (const [kind, resource] of context.alive) {
    if (made.has(kind)) continue;
    made.add(kind);
    const recipe = recipeOf(context, resource, exchanges, options.reporting.redactor);
    if (recipe !== undefined) emit({ type: "recipe", recipe });
  }
}

function emitOperations({ context, emit }: ServiceRun): void {
  const { contract, table, presence, needed } = context;
  for (const id of inOrder(contract, table)) {
    const { method, path } = contract.operation(id);
    const resource = ownerOf(table, id)?.name ?? subjectOf(table, id);
    const state = needed.has(id) ? stateOf(table, id, presence.get(id)) : NOT_SELECTED;
    emit({ type: "operation", operation: { id, method, path, ...state, resource } });
  }
  const isWhole = [...contract.operations.keys()].every((id) => needed.has(id));
  for (const { id, method, path, reason } of contract.leftOut) {
    const state = isWhole ? notCalled(reason) : NOT_SELECTED;
    emit({ type: "operation", operation: { id, method, path, ...state, resource: NO_RESOURCE } });
  }
}

type OperationState = Pick<OperationResult, "verdict" | "reason" | "notCalled">;

const NOT_SELECTED: OperationState = { verdict: "disabled", reason: "not selected, and nothing selected needs it" };

/** What an operation's plain request says about it; the requirements on it may say worse. */
function stateOf(table: ResourceTable, id: string, found: PlainPresence | undefined): OperationState {
  if (table.inputs[id] === undefined) return notCalled(`not exercised: ${NO_INPUT}`);
  const { status, reason } = found ?? { status: "not-tried", reason: "not exercised" };
  if (status === "not-implemented") return { verdict: status, reason };
  if (status === "no-access" || status === "unreachable") return { verdict: "inconclusive", reason };
  return status === "not-tried" ? { verdict: "not-applicable", reason } : { verdict: "pass" };
}

function notCalled(reason: string): OperationState {
  return { verdict: "not-applicable", reason, notCalled: true };
}

/** Sorted by resource, in the table's order: each resource's operations stand together. */
function inOrder({ operations }: ServiceContext["contract"], { resources, services }: ResourceTable): Set<string> {
  return new Set([...resources.flatMap(operationsOf), ...Object.values(services).flat(), ...operations.keys()]);
}

/** The heading of operations that are about no resource of the account. */
function subjectOf({ services }: ResourceTable, operation: string): string {
  return Object.keys(services).find((subject) => services[subject]?.includes(operation)) ?? NO_RESOURCE;
}

/** What operations stand under that the table says nothing of. */
const NO_RESOURCE = "others";

async function settleService(run: ServiceRun): Promise<void> {
  const { options, context, collector, stopping, emit } = run;
  countFlakiness(run);
  emitOperations(run);
  const left = await context.keeper.settle();
  const end = { aborted: stopping.aborted, stopped: stopping.reason };
  for (const event of idleEvents(options.started.requirements, collector.judged, (one) =>
    whyNotJudgedInService(one, end, context),
  )) {
    emit(event);
  }
  const { created: registered, removed: deregistered } = context.keeper.counts;
  emit(endedEvent(run, options, { clusters: { registered, deregistered, left } }));
}
