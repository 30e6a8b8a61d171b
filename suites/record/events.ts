import type { Requirement, Trace } from "#spec/requirement.ts";
import type { ResolvedTrace } from "#spec/trace.ts";
import type {
  CaseKind,
  CaseResult,
  ContradictionResult,
  ExpectedFailure,
  OperationResult,
  RunAccount,
  RunRecord,
} from "./record.ts";
import type { Recipe } from "./parts/service-recipe.ts";
import type { Verdict } from "./verdicts/verdict.ts";

/** A requirement as a run knows it: its trace resolved, and why it is not judged, when that is settled beforehand. */
export interface PlannedRequirement extends Requirement {
  readonly trace: Trace & ResolvedTrace;
  readonly excluded?: { readonly verdict: "disabled" | "not-applicable"; readonly reason: string };
  readonly expectedFailure?: ExpectedFailure;
  /** Another shard fires its cases; what this one sees of it counts all the same, and is added up in a merge. */
  readonly elsewhere?: boolean;
}

/** First event of a run: all that is known before the first request. */
export interface StartedEvent {
  readonly type: "started";
  readonly tool: RunRecord["tool"];
  readonly run: Pick<RunRecord["run"], "id" | "seed" | "startedAt" | "options" | "shard">;
  readonly target: RunRecord["target"];
  readonly contract: RunRecord["contract"];
  readonly requirements: readonly PlannedRequirement[];
  readonly contradictions: readonly ContradictionResult[];
  /** A missed SHOULD fails the run. */
  readonly strict: boolean;
}

export interface OperationEvent {
  readonly type: "operation";
  readonly operation: OperationResult;
}

/** How a resource was made that the cases to come work on. */
export interface RecipeEvent {
  readonly type: "recipe";
  readonly recipe: Recipe;
}

/** One case, judged. */
export interface CaseEvent {
  readonly type: "case";
  readonly id: string;
  readonly kind: CaseKind;
  readonly verdict: Verdict;
  readonly ms: number;
  /** Requests sent in the whole run when the case was done. */
  readonly requests: number;
  /** The operation that the case is about, where the requirements below are of every answer. */
  readonly operation?: string | undefined;
  /** Indexes of the requirements that the case exists to judge; absent in events of older versions. */
  readonly about?: readonly number[];
  /** Every judgement as the requirement's index in `started.requirements` and the verdict. */
  readonly tally: readonly (readonly [requirement: number, verdict: Verdict])[];
  /** Indexes of requirements that failed in one round of the case and not in the next. */
  readonly varied?: readonly number[];
  /** Evidence kept, by the requirement's index. */
  readonly kept: readonly (readonly [requirement: number, result: CaseResult])[];
}

/** A smaller request that fails as an earlier case did. */
export interface ReducedEvent {
  readonly type: "reduced";
  readonly requirement: number;
  readonly result: CaseResult;
}

/**
 * Requirements left without a judgement for one reason, such as a missing operation or a time limit; or, where what was
 * judged passed, without the one that would have settled it.
 */
export interface IdleEvent {
  readonly type: "idle";
  readonly verdict: "not-implemented" | "inconclusive" | "disabled" | "not-applicable";
  readonly reason: string;
  /** The operation that is not there, for which these are not implemented, or blocked. */
  readonly missing?: string;
  readonly requirements: readonly number[];
}

/** Why a requirement stays without a judgement. */
export type IdleReason = Pick<IdleEvent, "verdict" | "reason" | "missing">;

export interface EndedEvent extends RunAccount {
  readonly type: "ended";
  readonly endedAt: string;
  readonly durationMs: number;
  readonly interrupted: boolean;
  readonly gone?: string | undefined;
}

/** What a run says as it goes, a line each in events.ndjson; the record is a fold over these and nothing else. */
export type RunEvent = StartedEvent | OperationEvent | RecipeEvent | CaseEvent | ReducedEvent | IdleEvent | EndedEvent;
