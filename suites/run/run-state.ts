import type { DropReason } from "../plan/budget.ts";
import type { CaseOutcome } from "./case-runner.ts";
import type { ControlResult } from "./control.ts";
import type { Reason } from "./idle.ts";
import type { Registrations } from "../../clusters/registrations.ts";
import type { RunContext } from "../session/run-context.ts";
import type { SuiteOptions } from "./suite-options.ts";

/** Cases in a row without any answer after which the endpoint counts as gone. */
const SILENT_CASES = 4;

type Limits = Pick<SuiteOptions, "timeLimitMs" | "signal" | "clock">;

/** What a run has found out about its endpoint so far, and whether it goes on. */
export class RunState {
  /** Which operations are there; empty until the control stage is over. */
  readonly operations = new Map<string, ControlResult>();
  /** Why requirements lost cases to the profile's limits. */
  readonly dropped = new Map<string, DropReason>();
  auth: "enforced" | "not enforced" = "not enforced";
  readonly startedAt: number;
  readonly #limits: Limits;
  readonly #registrations: Registrations;
  /** In an account of AWS a cluster that stays is a reason to register no more. */
  readonly #stopsAtLeftovers: boolean;
  #silent = 0;
  #stopped: Reason | undefined;

  constructor(limits: Limits, { registrations, profile }: RunContext) {
    this.#limits = limits;
    this.#registrations = registrations;
    this.#stopsAtLeftovers = profile.name === "aws";
    this.startedAt = limits.clock.now();
  }

  /** Why no further case is started, once there is a reason; the first one stays. */
  get stopped(): Reason | undefined {
    return this.#stopped;
  }

  get aborted(): boolean {
    return this.#limits.signal?.aborted === true;
  }

  /** The endpoint gave no answer to the last case. */
  get silent(): boolean {
    return this.#silent > 0;
  }

  isMissing(operation: string): boolean {
    return this.operations.get(operation)?.status === "not-implemented";
  }

  stop(verdict: Reason["verdict"], reason: string): void {
    this.#stopped ??= { verdict, reason };
  }

  /** Looks at the clock and at what was left behind; true when no further case may start. */
  halted(): boolean {
    const { timeLimitMs, clock } = this.#limits;
    if (timeLimitMs !== undefined && clock.now() - this.startedAt > timeLimitMs) {
      this.stop("inconclusive", "the time limit was reached first");
    }
    if (this.#stopsAtLeftovers && this.#registrations.unremovable > 0) {
      this.stop("inconclusive", "a cluster could not be removed, so no more are registered in this account");
    }
    return this.#stopped !== undefined || this.aborted;
  }

  /** Ends the run when the credentials did, or when nothing has answered for a while. */
  watch({ lost, accessLost }: Pick<CaseOutcome, "lost" | "accessLost">): void {
    this.#silent = lost ? this.#silent + 1 : 0;
    if (this.#silent >= SILENT_CASES) this.stop("inconclusive", "the endpoint stopped answering");
    this.noteAccess(accessLost);
  }

  noteAccess(gone: string | undefined): void {
    if (gone !== undefined) this.stop("inconclusive", `the credentials ended under way: ${gone}`);
  }
}
