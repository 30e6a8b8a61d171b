import type { Ledger } from "#custody/journal/ledger.ts";
import type { Count } from "#custody/looking/count-registered.ts";
import type { RemovalTime } from "#custody/removing/remove-resource.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { Lifeline } from "#endpoint/sending/lifeline.ts";
import type { Target } from "#endpoint/target.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { DropReason } from "#suites/registration/plan/budget.ts";
import type { PlanOptions } from "#suites/registration/plan/plan.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { RunEvent, StartedEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import type { Clock } from "#endpoint/clock.ts";

/** What a run is given; it looks up nothing by itself. */
export interface SuiteOptions {
  readonly contract: Contract;
  readonly started: StartedEvent;
  readonly settings: KindSettings;
  readonly clock: Clock;
  readonly endpoint: TestedEndpoint;
  readonly choice?: CaseChoice;
  readonly limits?: RunLimits;
  readonly reporting: Reporting;
  /** The record whose target's answers those of this run are compared with. */
  readonly like?: RunRecord | undefined;
}

export interface TestedEndpoint {
  readonly target: Target;
  /** The same endpoint, ignoring the abort signal, so that clusters are removed after an interruption, too. */
  readonly cleanUpTarget: Target;
  /** The clock for waiting for clusters that appear late, even after an interruption. Default: the run's. */
  readonly lateClock?: Clock;
  readonly ledger: Ledger;
  /** Default: the late clock, and half a minute. */
  readonly removalTime?: RemovalTime;
  /** Restarts the target when it dies, if anything does. */
  readonly lifeline?: Pick<Lifeline, "ready" | "deaths" | "lastEnd"> | undefined;
  /** How many registered clusters there were before the run, if they were counted. */
  readonly others?: Count | undefined;
}

/** Which cases are sent. */
export interface CaseChoice {
  /** Values tried when an enum is broken, such as those that another version of the contract allows. */
  readonly dictionary?: readonly string[];
  /** Only these cases, such as the one to replay. */
  readonly only?: ReadonlySet<string>;
  /** Plans the cases instead of `planCases`, for example from an earlier plan. */
  readonly plan?: (options: PlanOptions) => Iterable<Case>;
  /** These cases in place of the plan's. */
  readonly cases?: readonly Case[];
}

/** What ends a run or slows it down, in addition to the limits of its kind. */
export interface RunLimits {
  /**
   * How many cases are active at once; 1 for a run whose requests come in the same order each time. Default: what suits
   * the kind's concurrency.
   */
  readonly casesAtOnce?: number;
  readonly failFast?: boolean;
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
}

/** Where a run's reports go. */
export interface Reporting {
  readonly emit: (event: RunEvent) => void;
  /** Called with each case that the kind's limits leave out, before or during the run. */
  readonly dropped?: (testCase: Case, reason: DropReason) => void;
  /** Told why a case that was asked for by its id is not sent. */
  readonly unsent?: ((why: string) => void) | undefined;
  /** Told how many of the resources that are left have had their turn at being removed. */
  readonly removing?: ((done: number, of: number) => void) | undefined;
  /** Told what a case waits for that takes longer than a moment, again and again. */
  readonly waiting?: ((what: WaitedFor) => void) | undefined;
  readonly redactor: Redactor;
  /** The command that removes a cluster by hand. */
  readonly commandFor: (name: string) => string | undefined;
}

/** How the removal of one resource waits: see RemovalTime. */
export function removalTimeOf({ clock, endpoint }: Pick<SuiteOptions, "clock" | "endpoint">): RemovalTime {
  return endpoint.removalTime ?? { clock: endpoint.lateClock ?? clock, budgetMs: REMOVAL_MS };
}

/** Milliseconds. */
const REMOVAL_MS = 30_000;
