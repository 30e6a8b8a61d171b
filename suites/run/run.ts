import { accessLost } from "../../endpoint/aws/access-lost.ts";
import { budgetOf, type DropReason, withinBudget } from "../plan/budget.ts";
import type { Case } from "../session/case.ts";
import { runCase, type CaseOutcome } from "./case-runner.ts";
import { Collector } from "../record/collector.ts";
import { positiveControl, stopReason, type ControlResult } from "./control.ts";
import type { RunEvent } from "../record/events.ts";
import { fireCases } from "./fire.ts";
import { RecordFold } from "../record/fold.ts";
import { idleEvents, whyIdle } from "./idle.ts";
import { checkLeftovers } from "./leftovers.ts";
import { planCases } from "../plan/plan.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { casesSideBySide } from "../plan/profile.ts";
import type { RunRecord } from "../record/record.ts";
import { RegistrationAccount } from "./registration-limit.ts";
import { RunState } from "./run-state.ts";
import { CaseSession } from "../session/session.ts";
import { probeSiblings } from "./siblings.ts";
import type { SuiteOptions } from "./suite-options.ts";
import { isWanted } from "../plan/wanted.ts";
import { reduceFailure } from "./reduce-failure.ts";

/** Plans, fires, judges and records: the whole of a run. Resolves to the record, whatever the endpoint does. */
export async function runSuite(options: SuiteOptions): Promise<RunRecord> {
  return new SuiteRun(options).run();
}

class SuiteRun {
  readonly #options: SuiteOptions;
  readonly #prepared: Prepared;
  readonly #state: RunState;
  readonly #fold = new RecordFold();
  readonly #collector: Collector;

  constructor(options: SuiteOptions) {
    this.#options = options;
    this.#prepared = prepare(options);
    this.#state = new RunState(options, this.#prepared.context);
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
    const state = this.#state;
    this.#emit(this.#options.started);
    try {
      await this.#controlStage();
      if (state.stopped === undefined) await this.#fireStage();
      if (!state.aborted) await this.#leftoverStage();
    } catch (error) {
      state.noteAccess(accessLost(error));
      if (accessLost(error) === undefined && !state.aborted) await this.#giveUp(error);
    }
    await this.#settleStage();
    return this.#fold.record();
  }

  /** What can be recorded no longer must not stay alive either. */
  async #giveUp(error: unknown): Promise<never> {
    await this.#prepared.context.registrations.settle(this.#options.commandFor).catch(() => undefined);
    throw error;
  }

  /** Stage 2: which operations are there, whether a valid registration succeeds, whether signatures count. */
  async #controlStage(): Promise<void> {
    const { context } = this.#prepared;
    let register: ControlResult = { status: "broken", reason: "not tried" };
    await this.#runCase(positiveControl((result) => (register = result)));
    context.control.passed = register.status === "implemented";
    this.#state.operations.set("RegisterCluster", register);
    const reason = stopReason(register);
    if (reason !== undefined) return this.#state.stop("inconclusive", reason);
    if (register.status === "broken" && this.#state.silent)
      return this.#state.stop("inconclusive", "the endpoint does not answer");
    await probeSiblings(context, this.#state);
    this.#emitOperations();
  }

  /** Stage 3: the cases. */
  async #fireStage(): Promise<void> {
    const { context, generation } = this.#prepared;
    const { profile, contract, registrations } = context;
    const { plan = planCases, onlyCases, cases, started, casesAtOnce = casesSideBySide(profile) } = this.#options;
    const { requirements, run } = started;
    const wants = { requirements, onlyCases, collector: this.#collector, context, state: this.#state };
    const wanted = (subject: Case): boolean => isWanted(subject, wants);
    const planned = cases ?? plan({ contract, profile, generation, seed: run.seed, wanted });
    const drop = (subject: Case, reason: DropReason): void => this.#drop(subject, reason);
    await fireCases(withinBudget(planned, budgetOf(profile, registrations.spent, requirements), drop), {
      casesAtOnce,
      maxLive: profile.maxLive,
      account: new RegistrationAccount(profile.maxRegistrations, () => registrations.spent),
      run: (subject) => this.#runCase(subject),
      halted: () => this.#state.halted(),
      drop,
    });
  }

  #drop(subject: Case, reason: DropReason): void {
    for (const id of subject.requirements) this.#state.dropped.set(id, reason);
    this.#options.dropped?.(subject, reason);
  }

  async #runCase(subject: Case): Promise<void> {
    const { context, meter } = this.#prepared;
    const outcome = await runCase(context, subject, this.#options.signal);
    const event = this.#collector.add(outcome, meter.requests);
    this.#state.watch(outcome);
    const failed = event.verdict === "fail" || event.verdict === "error";
    // A replay shows the request of before, not a smaller one.
    if (failed && this.#options.onlyCases === undefined) await this.#reduce(outcome);
    if (failed && this.#options.failFast === true && subject.kind !== "control")
      this.#state.stop("disabled", "stopped at the first failure");
  }

  async #reduce(outcome: CaseOutcome): Promise<void> {
    const { context, generation } = this.#prepared;
    for (const result of await reduceFailure({ context, generation, outcome, collector: this.#collector }))
      this.#emit(result);
  }

  /** Stage 4: no cluster of the run is listed that it does not account for. */
  async #leftoverStage(): Promise<void> {
    if (this.#options.onlyCases !== undefined) return;
    if (this.#state.operations.get("ListClusters")?.status !== "implemented") return;
    if (!this.#prepared.context.control.passed) return;
    await this.#runCase(checkLeftovers());
  }

  /** Stage 5: remove what is left, say why requirements stayed unjudged, and close the account. */
  async #settleStage(): Promise<void> {
    const { context, meter } = this.#prepared;
    const { clock, commandFor, started } = this.#options;
    const left = await context.registrations.settle(commandFor);
    for (const event of idleEvents(started.requirements, this.#collector.judged, (one) => whyIdle(one, this.#state)))
      this.#emit(event);
    const { registered, deregistered } = context.registrations;
    const ended = clock.now();
    this.#emit({
      type: "ended",
      endedAt: new Date(ended).toISOString(),
      durationMs: ended - this.#state.startedAt,
      interrupted: this.#state.aborted,
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
      const { status, reason } = this.#state.operations.get(id) ?? { status: "broken", reason: "not tried" };
      const verdict = status === "not-implemented" ? "not-implemented" : "pass";
      this.#emit({
        type: "operation",
        operation: { id, method, path, verdict, reason: verdict === "pass" ? undefined : reason },
      });
    }
  }
}
