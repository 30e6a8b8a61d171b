import { accessLost } from "../../endpoint/aws/access-lost.ts";
import type { PlannedRequirement } from "../record/events.ts";
import type { CaseKind, RunRecord } from "../record/record.ts";
import { isMissed } from "../record/verdicts/tally.ts";
import { giveUp } from "../run/give-up.ts";
import { idleEvents } from "../run/why-not-judged.ts";
import { Semaphore } from "../run/limits/semaphore.ts";
import { countChanceFailures, endedEvent, noteOutcome } from "../run/run-account.ts";
import { reduceFailure } from "../run/rounds/reduce-failure.ts";
import { type CaseOutcome, runRounds } from "../run/rounds/run-rounds.ts";
import { whyNotJudgedInService } from "./judging/why-not-judged-in-service.ts";
import { lastCases, plannedStages } from "./plan.ts";
import { turnedAwayInWords } from "../run/control/turned-away.ts";
import { turnedAwayAlike } from "./judging/presence.ts";
import { roomMaker } from "./room.ts";
import type { ServiceCase } from "./service-case.ts";
import { withoutRemoval } from "../../custody/removing/cluster-left.ts";
import type { ServiceContext } from "./service-context.ts";
import { ServiceSession } from "./service-session.ts";
import { smallerProbes } from "./smaller-probes.ts";
import { keyOf } from "../../custody/resources/made-resource.ts";
import { recipeOf } from "./recipe.ts";
import { signatureControls } from "./cases/protocol/signing-cases.ts";
import { controls } from "./controls/controls.ts";
import { prepareService, type ServiceOptions, type ServiceRun } from "./prepared-service.ts";
import { serviceOperations } from "./service-operations.ts";

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
    await fireInTurn(run, [...controls(context), ...signatureControls(context)]);
    if (!context.control.passed) stopping.stop("inconclusive", noteTurnedAway(context) ?? whyNothing(context));
    for (const lanes of plannedStages(context)) await fireInLanes(run, lanes);
    await fireInTurn(run, lastCases(context));
  } catch (error) {
    stopping.noteAccess(accessLost(error));
    if (accessLost(error) === undefined && !stopping.aborted)
      await giveUp(error, options.started.target, () => context.keeper.settle());
  }
  await settleService(run);
  return run.record();
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

/** Controls run whether they are selected or not: other cases need what they create. */
async function fireInTurn(run: ServiceRun, cases: Iterable<ServiceCase>): Promise<void> {
  for (const testCase of cases) {
    if (run.stopping.mustStop()) return;
    if (testCase.kind === "control" || isWanted(run, testCase)) await fireWithRoom(run, testCase);
  }
}

/**
 * Runs cases about the same resource one after the other, since they change it, and those about different ones in
 * parallel.
 */
async function fireInLanes(run: ServiceRun, lanes: readonly Iterable<ServiceCase>[]): Promise<void> {
  const permits = new Semaphore(run.options.settings.concurrency);
  const fireLane = async (lane: Iterable<ServiceCase>): Promise<void> => {
    const room = roomMaker(run.context, (control) => fireOne(run, control));
    const fire = async (testCase: ServiceCase): Promise<void> => {
      await room.before(testCase);
      await fireWithRoom(run, testCase);
    };
    for (const testCase of lane) {
      if (run.stopping.mustStop()) return;
      if (!isWanted(run, testCase)) continue;
      const release = await permits.acquire(1);
      await fire(testCase).finally(release);
    }
    await room.end();
  };
  const settled = await Promise.allSettled(lanes.map(fireLane));
  const failed = settled.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** Kinds of cases that would only repeat what another value has shown. */
const INPUTS: readonly CaseKind[] = ["boundary", "one-fault"];

/**
 * One of its requirements is selected and still open, and the operations that it needs answered their plain requests.
 */
function isWanted(run: ServiceRun, testCase: ServiceCase): boolean {
  const { context, options, missed } = run;
  const { id, kind, requirements, needs } = testCase;
  if (options.choice?.only !== undefined && !options.choice.only.has(id)) return false;
  if (INPUTS.includes(kind) && requirements.every((each) => missed.has(each))) return false;
  if (kind !== "control" && run.stopping.hanging.has(testCase)) return false;
  const isAsked = requirements.some((each) => isAskedHere(context.requirements.get(each)));
  if (!isAsked && !helpsSelected(run, testCase)) return false;
  const lacking = needs.find((operation) => context.presence.get(operation)?.status !== "implemented");
  if (lacking === undefined) return true;
  const missing = context.presence.get(lacking)?.status === "not-implemented" ? lacking : undefined;
  if (missing !== undefined) for (const each of requirements) context.blocked.set(each, missing);
  if (options.choice?.only !== undefined) options.reporting.unsent?.(`it needs ${lacking}, which does not work here`);
  return false;
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
async function fireWithRoom(run: ServiceRun, testCase: ServiceCase): Promise<void> {
  const { staying, unmade } = run.context;
  const { makes, requirements } = testCase;
  const keeps = makes?.surely === true && staying.has(makes.resource.name) ? makes.resource.stays : undefined;
  const leave = keeps === undefined ? await run.gate.enter(makes) : undefined;
  const why = keeps === undefined ? { removal: makes?.resource.delete?.operation } : { keeps };
  if (leave === undefined) for (const id of requirements) unmade.set(id, why);
  else await fireOne(run, testCase).finally(leave);
}

async function fireOne(run: ServiceRun, testCase: ServiceCase): Promise<void> {
  const { context, options, missed } = run;
  const outcome = await runOne(run, testCase);
  const failed = noteOutcome(run, outcome, options);
  noteRecipes(run, outcome);
  if (failed && options.choice?.only === undefined) await reduce(run, testCase, outcome);
  for (const { requirement, verdict } of outcome.judgements) {
    const level = context.requirements.get(requirement)?.level ?? "MUST";
    if (isMissed({ verdict, level })) missed.add(requirement);
  }
}

function runOne({ context, options }: ServiceRun, testCase: ServiceCase): Promise<CaseOutcome> {
  return runRounds({
    context,
    label: testCase,
    signal: options.limits?.signal,
    open: (round) => new ServiceSession(context, testCase.id, round),
    run: testCase.run,
  });
}

/** Requests of a run that make failures smaller, and milliseconds of a case that is too slow to be repeated for that. */
const REDUCING = { requests: 300, slowMs: 2_000 };

async function reduce(run: ServiceRun, testCase: ServiceCase, outcome: CaseOutcome): Promise<void> {
  const { context, collector, stopping, emit } = run;
  const { contract, generation } = context;
  const { reducible } = testCase;
  if (reducible === undefined || outcome.ms > REDUCING.slowMs) return;
  const mustStop = (): boolean => stopping.mustStop() || collector.reducingRequests >= REDUCING.requests;
  if (mustStop()) return;
  const reducing = smallerProbes(testCase, reducible, { generation, fire: (smaller) => runOne(run, smaller) });
  for (const event of await reduceFailure({ contract, outcome, collector, reducing, mustStop })) emit(event);
}

/** Records, once, what a control created for the cases after it; again, where it was created anew. */
function noteRecipes({ context, made, options, emit }: ServiceRun, { exchanges }: CaseOutcome): void {
  for (const resource of context.alive.values()) {
    const key = keyOf(resource);
    if (made.has(key)) continue;
    const recipe = recipeOf(context, resource, exchanges, options.reporting.redactor);
    // Cases run side by side: another one's may have created it.
    if (recipe === undefined) continue;
    made.add(key);
    emit({ type: "recipe", recipe });
  }
}

/** The operation that would remove a kind of resource, where it is not there. AWS has it, whatever a policy makes of it. */
function removalMissing({ table, presence, settings }: ServiceContext, kind: string | undefined): string | undefined {
  if (settings.kind === "aws") return undefined;
  const operation = table.resources.find(({ name }) => name === kind)?.delete?.operation;
  return operation !== undefined && presence.get(operation)?.status === "not-implemented" ? operation : undefined;
}

/** The operations that something was judged of. */
function answered({ collector, options }: ServiceRun): ReadonlySet<string> {
  const judged = options.started.requirements.filter((_, index) => collector.judged.has(index));
  return new Set(judged.map(({ operation }) => operation));
}

async function settleService(run: ServiceRun): Promise<void> {
  const { options, context, collector, stopping, emit } = run;
  countChanceFailures(run);
  for (const operation of serviceOperations(context, answered(run))) emit({ type: "operation", operation });
  const left = (await context.keeper.settle()).map((one) => withoutRemoval(one, removalMissing(context, one.kind)));
  const end = { aborted: stopping.aborted, stopped: stopping.reason };
  for (const event of idleEvents(options.started.requirements, collector.judged, (one) =>
    whyNotJudgedInService(one, end, context),
  )) {
    emit(event);
  }
  const { created: registered, removed: deregistered } = context.keeper.counts;
  const missing = [...context.presence].flatMap(([id, { status }]) => (status === "not-implemented" ? [id] : []));
  const existing = context.existing.size === 0 ? undefined : [...context.existing.values()];
  emit(endedEvent(run, options, { clusters: { registered, deregistered, left }, existing }, new Set(missing)));
}
