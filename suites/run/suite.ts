import type { ClusterLeft } from "#custody/removing/cluster-left.ts";
import type { EndedEvent, IdleReason, PlannedRequirement } from "#suites/record/events.ts";
import type { OperationResult } from "#suites/record/record.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";
import type { SuiteRun } from "./open-run.ts";
import type { FiredCase, Lane } from "./rounds/fire-lanes.ts";
import type { Reducing } from "./rounds/reduce-failure.ts";
import type { CaseOutcome } from "./rounds/run-rounds.ts";

/** Runs one case and records its outcome. */
export type FireCase<Each> = (testCase: Each) => Promise<void>;

/** Which cases there are, and what only they and what they share can say; `runPipeline` does the rest. */
export interface Suite<Each extends FiredCase> {
  readonly run: SuiteRun;
  readonly context: RoundContext;
  /** Finds out what is there, and stops the run where nothing can be learnt. */
  readonly control: (fire: FireCase<Each>) => Promise<void>;
  /** The lanes of a stage run side by side; each stage begins when the one before has ended. */
  readonly stages: (fire: FireCase<Each>) => Iterable<readonly Lane<Each>[]>;
  /** Whether a case is asked for, and what it needs is there; asked when its turn comes. */
  readonly isWanted: (testCase: Each) => boolean;
  /** See Firing. */
  readonly enter: (testCase: Each) => Promise<(() => void) | undefined>;
  /** `isAgain`: it had a turn beside others, which may have left there what its values name. */
  readonly runCase: (testCase: Each, isAgain?: boolean) => Promise<CaseOutcome>;
  readonly note: (testCase: Each, outcome: CaseOutcome) => void;
  readonly reducing: (testCase: Each, outcome: CaseOutcome) => Reducing | undefined;
  /** The last case, which is run even if the run was stopped. */
  readonly leftovers: () => Each | undefined;
  /** What the run says of each operation. */
  readonly operations: () => Iterable<OperationResult>;
  /** Removes what is left; resolves to what stays. */
  readonly remove: () => Promise<readonly ClusterLeft[]>;
  /** Why nothing judged a requirement that no stop, no death and no other shard explains. */
  readonly whyNotJudged: WhyNotJudged;
  /** What the record tells of the run beside its requirements, once what stays is known. */
  readonly ended: (left: readonly ClusterLeft[]) => SuiteEnd;
}

export interface WhyNotJudged {
  /** What it is about, or something that this needs, is not there. */
  readonly missing: (requirement: PlannedRequirement) => IdleReason | undefined;
  readonly otherwise: (requirement: PlannedRequirement) => IdleReason;
}

export interface SuiteEnd extends Pick<EndedEvent, "clusters" | "pairs" | "existing"> {
  /** Operations that are not there. */
  readonly missing: ReadonlySet<string>;
}
