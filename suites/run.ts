import { accessLost } from "./access-lost.ts";
import { budgetOf, DROPPED, type DropReason, registersOf, withinBudget } from "./budget.ts";
import type { Case } from "./case.ts";
import { runCase, type CaseOutcome } from "./case-runner.ts";
import { enforcesSignatures } from "./cases/authentication.ts";
import { Collector } from "./collector.ts";
import { positiveControl, probeOperation, stopReason, type ControlResult } from "./control.ts";
import type { PlannedRequirement, RunEvent } from "./events.ts";
import { RecordFold } from "./fold.ts";
import { idleEvents, type Reason } from "./idle.ts";
import { Permits } from "./permits.ts";
import { planCases } from "./plan.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { RunRecord } from "./record.ts";
import { reduceFailure } from "./reduction.ts";
import { RegistrationAccount } from "./registration-account.ts";
import { CaseSession } from "./session.ts";
import { describeRequest } from "./registrations.ts";
import { freeName } from "./free-name.ts";
import type { SuiteOptions } from "./suite-options.ts";
import { checkLeftovers } from "./leftovers.ts";

/** Cases in a row without any answer after which the endpoint counts as gone. */
const SILENT_CASES = 4;

/** Plans, fires, judges and records: the whole of a run. Resolves to the record, whatever the endpoint does. */
export async function runSuite(options: SuiteOptions): Promise<RunRecord> {
  return new SuiteRun(options).run();
}

class SuiteRun {
  readonly #options: SuiteOptions;
  readonly #prepared: Prepared;
  readonly #fold = new RecordFold();
  readonly #collector: Collector;
  readonly #startedAt: number;
  readonly #operations = new Map<string, ControlResult>();
  readonly #account: RegistrationAccount;
  /** Why requirements lost cases to the profile's limits. */
  readonly #dropped = new Map<string, DropReason>();
  #auth: "enforced" | "not enforced" = "not enforced";
  #silent = 0;
  /** Why no further case is started, once there is a reason. */
  #stopped: Reason | undefined;

  constructor(options: SuiteOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#prepared = prepare(options);
    const { registrations, profile } = this.#prepared.context;
    this.#account = new RegistrationAccount(profile.maxRegistrations, () => registrations.spent);
    this.#collector = new Collector({
      requirements: options.started.requirements,
      emit: (event) => this.#emit(event),
      redactor: options.redactor,
      curl: options.curl,
      expectationOf: ({ lastRequest }) =>
        lastRequest === undefined
          ? "unspecified"
          : new CaseSession(this.#prepared.context, "", 1).classify(lastRequest).expectation,
    });
  }

  async run(): Promise<RunRecord> {
    this.#emit(this.#options.started);
    try {
      await this.#controlStage();
      if (this.#stopped === undefined) await this.#fireStage();
      if (!this.#aborted()) await this.#leftoverStage();
    } catch (error) {
      this.#noteAccess(accessLost(error));
      if (accessLost(error) === undefined && !this.#aborted()) throw error;
    }
    await this.#settleStage();
    return this.#fold.record();
  }

  /** Stage 2: which operations are there, whether a valid registration succeeds, whether signatures count. */
  async #controlStage(): Promise<void> {
    const { context } = this.#prepared;
    let register: ControlResult = { status: "broken", reason: "not tried" };
    await this.#runCase(positiveControl((result) => (register = result)));
    context.control.passed = register.status === "implemented";
    this.#operations.set("RegisterCluster", register);
    const reason = stopReason(register);
    if (reason !== undefined) return this.#stop("inconclusive", reason);
    if (register.status === "broken" && this.#silent > 0)
      return this.#stop("inconclusive", "the endpoint does not answer");
    await this.#probeSiblings();
    this.#emitOperations();
  }

  async #probeSiblings(): Promise<void> {
    const { context } = this.#prepared;
    const { contract } = context;
    const session = new CaseSession(context, "control/siblings", 1);
    const name = await freeName(session);
    for (const operation of contract.operations.values()) {
      if (operation.id === "RegisterCluster") continue;
      const path = operation.path.replace("{name}", encodeURIComponent(name));
      const result = await probeOperation(session, { method: operation.method, path, headers: [] }, (reply) =>
        reply.error.name === "ResourceNotFoundException"
          ? reply.status === 404
          : reply.status === operation.success.status,
      );
      this.#operations.set(operation.id, result);
    }
    const unsigned = await session.send(describeRequest(name), { signing: { kind: "none" }, observed: true });
    if (enforcesSignatures(unsigned)) this.#auth = "enforced";
  }

  /** Stage 3: the cases, so many in flight. */
  async #fireStage(): Promise<void> {
    const { profile, contract, registrations } = this.#prepared.context;
    const { generation } = this.#prepared;
    const { run, requirements } = this.#options.started;
    const wanted = (subject: Case): boolean => this.#wanted(subject);
    const plan = this.#options.plan ?? planCases;
    const planned = this.#options.cases ?? plan({ contract, profile, generation, seed: run.seed, wanted });
    const budget = budgetOf(profile, registrations.spent, requirements);
    const cases = withinBudget(planned, budget, (subject, reason) => this.#drop(subject, reason));
    const lanes = new Permits(profile.concurrency);
    const live = new Permits(profile.maxLive);
    const iterator = cases[Symbol.iterator]();
    const worker = async (): Promise<void> => {
      for (let next = iterator.next(); next.done !== true && !this.#halted(); next = iterator.next()) {
        await this.#fire(next.value, lanes, live);
      }
    };
    const workers = Array.from({ length: profile.concurrency }, worker);
    const settled = await Promise.allSettled(workers);
    const failed = settled.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  #drop(subject: Case, reason: DropReason): void {
    for (const id of subject.requirements) this.#dropped.set(id, reason);
    this.#options.dropped?.(subject, reason);
  }

  async #fire(subject: Case, lanes: Permits, live: Permits): Promise<void> {
    const { profile } = this.#prepared.context;
    const created = subject.effect === "create" ? Math.max(registersOf(subject), 1) : 0;
    const releaseAccount = await this.#account.reserve(created);
    if (releaseAccount === undefined) return this.#drop(subject, "registrations");
    const releaseLive = subject.live === 0 ? undefined : await live.acquire(subject.live);
    const releaseLane = await lanes.acquire(subject.exclusive === true ? profile.concurrency : 1);
    try {
      if (!this.#halted()) await this.#runCase(subject);
    } finally {
      releaseLane();
      releaseLive?.();
      releaseAccount();
    }
  }

  async #runCase(subject: Case): Promise<void> {
    const { context, meter } = this.#prepared;
    const outcome = await runCase(context, subject, this.#options.signal);
    const event = this.#collector.add(outcome, meter.requests);
    this.#watchSilence(outcome);
    this.#noteAccess(outcome.accessLost);
    const failed = event.verdict === "fail" || event.verdict === "error";
    // A replay shows the request of before, not a smaller one.
    if (failed && this.#options.onlyCases === undefined) await this.#reduce(outcome);
    if (failed && this.#options.failFast === true && subject.kind !== "control")
      this.#stop("disabled", "stopped at the first failure");
  }

  async #reduce(outcome: CaseOutcome): Promise<void> {
    const { context, generation } = this.#prepared;
    for (const result of await reduceFailure({ context, generation, outcome, collector: this.#collector }))
      this.#emit(result);
  }

  /** Stage 4: no cluster of the run is listed that it does not account for. */
  async #leftoverStage(): Promise<void> {
    if (this.#options.onlyCases !== undefined) return;
    if (this.#operations.get("ListClusters")?.status !== "implemented") return;
    if (!this.#prepared.context.control.passed) return;
    await this.#runCase(checkLeftovers());
  }

  /** Stage 5: remove what is left, say why requirements stayed unjudged, and close the account. */
  async #settleStage(): Promise<void> {
    const { context, meter } = this.#prepared;
    const { clock, commandFor } = this.#options;
    const left = await context.registrations.settle(commandFor);
    const why = (requirement: PlannedRequirement): Reason => this.#whyIdle(requirement);
    for (const event of idleEvents(this.#options.started.requirements, this.#collector.judged, why)) this.#emit(event);
    const { registered, deregistered } = context.registrations;
    const ended = clock.now();
    this.#emit({
      type: "ended",
      endedAt: new Date(ended).toISOString(),
      durationMs: ended - this.#startedAt,
      interrupted: this.#aborted(),
      clusters: { registered, deregistered, left },
      traffic: meter.summary(this.#collector.cases),
    });
  }

  #emit(event: RunEvent): void {
    this.#fold.apply(event);
    this.#options.emit(event);
  }

  #emitOperations(): void {
    for (const { id, method, path } of this.#prepared.context.contract.operations.values()) {
      const { status, reason } = this.#operations.get(id) ?? { status: "broken", reason: "not tried" };
      const verdict = status === "not-implemented" ? "not-implemented" : "pass";
      this.#emit({
        type: "operation",
        operation: { id, method, path, verdict, ...(verdict === "pass" ? {} : { reason }) },
      });
    }
  }

  #whyIdle(requirement: PlannedRequirement): Reason {
    if (this.#aborted()) return { verdict: "inconclusive", reason: "interrupted before a case of it was judged" };
    const status = this.#operations.get(requirement.operation)?.status;
    if (status === "not-implemented")
      return { verdict: "not-implemented", reason: `${requirement.operation} is not implemented` };
    if (this.#stopped !== undefined) return this.#stopped;
    if (requirement.elsewhere === true) return { verdict: "disabled", reason: "in another shard" };
    if (requirement.feature === "auth" && this.#auth === "not enforced") {
      return { verdict: "not-applicable", reason: "the endpoint does not verify signatures" };
    }
    if (requirement.id.includes(".error.")) {
      return { verdict: "not-applicable", reason: "not exercised: nothing in this run brought the error about" };
    }
    if (requirement.id.includes(".response.")) {
      return { verdict: "not-applicable", reason: "not exercised: the endpoint never returned the member" };
    }
    const dropped = this.#dropped.get(requirement.id);
    if (dropped !== undefined) return { verdict: "disabled", reason: DROPPED[dropped] };
    if (this.#operations.get("RegisterCluster")?.status === "not-implemented") {
      return { verdict: "not-implemented", reason: "needs RegisterCluster, which is not implemented" };
    }
    return { verdict: "not-applicable", reason: "not exercised: no case of this run could judge it" };
  }

  #wanted(subject: Case): boolean {
    const { onlyCases, started } = this.#options;
    if (onlyCases !== undefined && !onlyCases.has(subject.id)) return false;
    if (!subject.requirements.some((id) => this.#collector.placeOf(id) !== undefined)) return false;
    if (this.#inAnotherShard(subject)) return false;
    if (!subject.needs.every((id) => this.#operations.get(id)?.status !== "not-implemented")) return false;
    const features = subject.requirements.map(
      (id) => started.requirements.find((requirement) => requirement.id === id)?.feature,
    );
    if (features.includes("auth") && this.#auth === "not enforced") {
      return this.#prepared.context.profile.features["auth"] === "required";
    }
    return (
      subject.kind !== "random" || this.#prepared.context.control.passed || !subject.needs.includes("RegisterCluster")
    );
  }

  /** Its first requirement decides where a case runs, so that it runs in one shard alone. */
  #inAnotherShard({ requirements }: Case): boolean {
    const { started } = this.#options;
    const owner = requirements.map((id) => this.#collector.placeOf(id)).find((place) => place !== undefined);
    return owner !== undefined && started.requirements[owner]?.elsewhere === true;
  }

  #halted(): boolean {
    const { timeLimitMs, clock } = this.#options;
    if (timeLimitMs !== undefined && clock.now() - this.#startedAt > timeLimitMs) {
      this.#stop("inconclusive", "the time limit was reached first");
    }
    const { registrations, profile } = this.#prepared.context;
    if (profile.name === "aws" && registrations.unremovable > 0) {
      this.#stop("inconclusive", "a cluster could not be removed, so no more are registered in this account");
    }
    return this.#stopped !== undefined || this.#aborted();
  }

  #stop(verdict: Reason["verdict"], reason: string): void {
    this.#stopped ??= { verdict, reason };
  }

  #noteAccess(gone: string | undefined): void {
    if (gone !== undefined) this.#stop("inconclusive", `the credentials ended under way: ${gone}`);
  }

  #watchSilence({ lost }: CaseOutcome): void {
    this.#silent = lost ? this.#silent + 1 : 0;
    if (this.#silent >= SILENT_CASES) this.#stop("inconclusive", "the endpoint stopped answering");
  }

  #aborted(): boolean {
    return this.#options.signal?.aborted === true;
  }
}
