import type { ClusterLedger } from "../../clusters/journal/ledger.ts";
import type { Redactor } from "../../endpoint/redact.ts";
import type { Lifeline } from "../../endpoint/sending/lifeline.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Exchange, Signing } from "../../protocol/exchange.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import type { DropReason } from "../plan/budget.ts";
import type { PlanOptions } from "../plan/plan.ts";
import type { KindSettings } from "../plan/target-kind.ts";
import type { RunEvent, StartedEvent } from "../record/events.ts";
import type { Case } from "../session/case.ts";
import type { Clock } from "../../endpoint/clock.ts";

/** What a run is handed; it finds nothing by itself. */
export interface SuiteOptions {
  readonly contract: Contract;
  readonly started: StartedEvent;
  readonly settings: KindSettings;
  readonly clock: Clock;
  readonly endpoint: TestedEndpoint;
  readonly choice?: CaseChoice;
  readonly limits?: RunLimits;
  readonly reporting: Reporting;
}

export interface TestedEndpoint {
  readonly target: Target;
  /** The same endpoint, deaf to the abort signal: what was registered is removed after an interruption too. */
  readonly cleanUpTarget: Target;
  /** What waits for clusters that come late, after an interruption too. Default: the run's. */
  readonly lateClock?: Clock;
  readonly ledger: (target: Target) => ClusterLedger;
  /** Who starts the target again when it dies, where somebody does. */
  readonly lifeline?: Pick<Lifeline, "ready" | "deaths"> | undefined;
  /** Registered clusters that were there before the run, where they were counted. */
  readonly others?: number | undefined;
}

/** Which cases are fired. */
export interface CaseChoice {
  /** Words tried where an enum is broken, such as the values that another version of the contract allows. */
  readonly dictionary?: readonly string[];
  /** Only these cases, such as the one to replay. */
  readonly only?: ReadonlySet<string>;
  /** Plans the cases in place of `planCases`, such as from a plan of before. */
  readonly plan?: (options: PlanOptions) => Iterable<Case>;
  /** These cases in place of the plan's. */
  readonly cases?: readonly Case[];
}

/** What ends a run, or slows it down, beside its kind. */
export interface RunLimits {
  /** 1 for a run whose requests come in the same order each time; unless given, as many as the kind's concurrency fits. */
  readonly casesAtOnce?: number;
  readonly failFast?: boolean;
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
}

/** What becomes of what a run says. */
export interface Reporting {
  readonly emit: (event: RunEvent) => void;
  /** Told of each case that the kind's limits leave out, before or during the run. */
  readonly dropped?: (testCase: Case, reason: DropReason) => void;
  readonly redactor: Redactor;
  /** A shell line that sends an attempt's request again. */
  readonly curl: (exchange: Exchange, signing: Signing | undefined) => string;
  /** The command that removes a cluster by hand. */
  readonly commandFor: (name: string) => string | undefined;
}
