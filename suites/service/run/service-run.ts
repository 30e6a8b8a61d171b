import { keyOf } from "#custody/resources/made-resource.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { type ClusterLeft, withoutRemoval } from "#custody/removing/cluster-left.ts";
import { leftOf } from "#custody/removing/left-in-words.ts";
import { isWantedCase, type Wants } from "#suites/plan/wanted-cases.ts";
import { isMissing, missingOf } from "#suites/session/context/presence.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { CaseKind, RunRecord } from "#suites/record/record.ts";
import { isMissed } from "#suites/record/verdicts/tally.ts";
import { turnedAwayInWords } from "#suites/run/control/turned-away.ts";
import { runPipeline } from "#suites/run/pipeline.ts";
import type { CaseTurn, Lane, LaneRoom } from "#suites/run/rounds/fire-lanes.ts";
import type { Reducing } from "#suites/run/rounds/reduce-failure.ts";
import { type CaseOutcome, runRounds } from "#suites/run/rounds/run-rounds.ts";
import type { SuiteEnd, FireCase, Suite } from "#suites/run/suite.ts";
import { madeAnewAfterDeath } from "./after-death.ts";
import { signatureControls } from "#suites/service/cases/protocol/signing-cases.ts";
import { controls } from "#suites/service/controls/controls.ts";
import { turnedAwayAlike } from "#suites/run/control/presence-of.ts";
import { whyNotJudgedInService } from "#suites/service/judging/presence/why-not-judged-in-service.ts";
import { lastCases, plannedStages } from "./plan.ts";
import { prepareService, type ServiceOptions, type ServiceRun } from "./prepared-service.ts";
import { recipeOf } from "./recipe.ts";
import { roomMaker } from "./room.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { serviceOperations } from "./service-operations.ts";
import { ServiceSession } from "#suites/service/service-session.ts";
import { smallerProbes } from "./smaller-probes.ts";

/**
 * Judges a whole service. First come the plain requests of the operations, which create a resource of each kind; then
 * names, pages and tags, and every limit of the operations that answered their plain requests; finally the end of each
 * resource. Resolves to the record, whatever the endpoint does.
 */
export async function runService(options: ServiceOptions): Promise<RunRecord> {
  return runPipeline(suiteOfService(prepareService(options)));
}

/** What is judged of a service, by its contract and table. */
export function suiteOfService(service: ServiceRun): Suite<ServiceCase> {
  const { run, context } = service;
  const wants = wantsOf(service);
  return {
    run,
    context,
    control: (fire) => fireControls(service, fire),
    stages: (fire) => stagesOf(context, fire),
    // Other cases need what controls find out and make.
    isWanted: (testCase) => testCase.kind === "control" || isWantedCase(testCase, wants),
    enter: (testCase) => enter(service, testCase),
    runCase: (testCase, isAgain) => runOne(service, testCase, isAgain),
    note: (_testCase, outcome) => {
      noteRecipes(service, outcome);
      noteMissed(service, outcome);
    },
    reducing: (testCase, outcome) => reducingOf(service, testCase, outcome),
    leftovers: () => undefined,
    operations: () => serviceOperations(context, answered(service)),
    remove: async () =>
      (await context.keeper.settle()).map((one) =>
        withoutRemoval(leftOf(one), removalMissing(context, one.made.resource)),
      ),
    whyNotJudged: whyNotJudgedInService(context),
    ended: (left) => endOf(context, left),
  };
}

/** What other cases need to be found out and made. */
export function controlsOf(context: ServiceContext): Iterable<ServiceCase> {
  return [...controls(context), ...signatureControls(context)];
}

async function fireControls({ run: { stopping }, context }: ServiceRun, fire: FireCase<ServiceCase>): Promise<void> {
  for (const control of controlsOf(context)) if (!stopping.mustStop()) await fire(control);
  if (!context.control.passed) stopping.stop("inconclusive", noteTurnedAway(context) ?? whyNothing(context));
}

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

/** Cases about the same resource are in one lane, since they change it; at the end there is one lane of all. */
function* stagesOf(context: ServiceContext, fire: FireCase<ServiceCase>): Iterable<readonly Lane<ServiceCase>[]> {
  const makeAnew = madeAnewAfterDeath(context, fire);
  const laneOf = (cases: Iterable<CaseTurn<ServiceCase>>, room?: LaneRoom<ServiceCase>): Lane<ServiceCase> => ({
    cases,
    isolation: "shared",
    room: {
      before: async (testCase) => {
        await makeAnew();
        await room?.before(testCase);
      },
      end: async () => room?.end(),
    },
  });
  for (const lanes of plannedStages(context)) yield lanes.map((cases) => laneOf(cases, roomMaker(context, fire)));
  yield [laneOf(lastCases(context))];
}

/** Kinds of cases that would only repeat what another value has shown. */
const INPUTS: readonly CaseKind[] = ["boundary", "one-fault"];

/** The operations that a case needs must have answered their plain requests. */
function wantsOf(service: ServiceRun): Wants<ServiceCase> {
  const { run, context, missed } = service;
  return {
    context,
    only: run.options.choice?.only,
    isAsked: (testCase) =>
      testCase.requirements.some((each) => isAskedHere(context.requirements.get(each))) ||
      helpsSelected(service, testCase),
    isEnough: (found) => found?.status === "implemented",
    whyNeedless: ({ kind, requirements }) =>
      INPUTS.includes(kind) && requirements.every((each) => missed.has(each)) ? "it has failed alike" : undefined,
    unsent: run.options.reporting.unsent,
  };
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

/** A case that makes something waits for its room, and is not run where there is none, or where nothing can be removed. */
async function enter(
  { context, gate }: ServiceRun,
  { makes, requirements }: ServiceCase,
): Promise<(() => void) | undefined> {
  const { staying, unmade } = context;
  const keeps = makes?.surely === true && staying.has(makes.resource.name) ? makes.resource.stays : undefined;
  const leave = keeps === undefined ? await gate.enter(makes) : undefined;
  const why = keeps === undefined ? { removal: makes?.resource.delete?.operation } : { keeps };
  if (leave === undefined) for (const id of requirements) unmade.set(id, why);
  return leave;
}

function runOne({ run, context }: ServiceRun, testCase: ServiceCase, isAgain?: boolean): Promise<CaseOutcome> {
  return runRounds({
    context,
    label: testCase,
    signal: run.options.limits?.signal,
    open: (round) => new ServiceSession(context, testCase.id, round, isAgain),
    run: testCase.run,
  });
}

/** Requests of a run that make failures smaller, and milliseconds of a case that is too slow to be repeated for that. */
const REDUCING = { requests: 300, slowMs: 2_000 };

function reducingOf(service: ServiceRun, testCase: ServiceCase, { ms }: CaseOutcome): Reducing | undefined {
  const { generation } = service.context;
  const { reducible } = testCase;
  const isSpent = (): boolean => service.run.collector.reducingRequests >= REDUCING.requests;
  if (reducible === undefined || ms > REDUCING.slowMs || isSpent()) return undefined;
  const reducing = smallerProbes(testCase, reducible, { generation, fire: (smaller) => runOne(service, smaller) });
  return { ...reducing, isSpent };
}

/** Records, once, what a control created for the cases after it; again, where it was created anew. */
function noteRecipes({ run, context, made }: ServiceRun, { exchanges }: CaseOutcome): void {
  for (const resource of context.alive.values()) {
    const key = keyOf(resource);
    if (made.has(key)) continue;
    const recipe = recipeOf(context, resource, exchanges, run.options.reporting.redactor);
    // Cases run side by side: another one's may have created it.
    if (recipe === undefined) continue;
    made.add(key);
    run.emit({ type: "recipe", recipe });
  }
}

function noteMissed({ context, missed }: ServiceRun, { judgements }: CaseOutcome): void {
  for (const { requirement, verdict } of judgements) {
    const level = context.requirements.get(requirement)?.level ?? "MUST";
    if (isMissed({ verdict, level })) missed.add(requirement);
  }
}

/** The operation that would remove a kind of resource, where it is not there. AWS has it, whatever a policy makes of it. */
function removalMissing({ presence, settings }: ServiceContext, kind: Resource): string | undefined {
  if (settings.kind === "aws") return undefined;
  const operation = kind.delete?.operation;
  return operation !== undefined && isMissing(presence, operation) ? operation : undefined;
}

/** The operations that something was judged of. */
function answered({ run: { collector, options } }: ServiceRun): ReadonlySet<string> {
  const judged = options.started.requirements.filter((_, index) => collector.judged.has(index));
  return new Set(judged.map(({ operation }) => operation));
}

function endOf({ keeper, presence, existing }: ServiceContext, left: readonly ClusterLeft[]): SuiteEnd {
  const { created: registered, removed: deregistered } = keeper.counts;
  const seen = existing.size === 0 ? undefined : [...existing.values()];
  return { clusters: { registered, deregistered, left }, existing: seen, missing: missingOf(presence) };
}
