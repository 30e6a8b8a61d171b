import type { Area, Level } from "#spec/requirement.ts";
import type { RunVerdict } from "#suites/record/verdicts/run-verdict.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

/** A requirement that a run against a fault did not find met, though it is met without the fault. */
export interface Catch {
  readonly requirement: string;
  readonly verdict: Verdict;
  /** Requests sent when it was first seen. */
  readonly atRequest?: number;
}

/**
 * killed: a requirement that the fault names failed (or, where it is a SHOULD, warned). misplaced: only others did.
 * survived: none did.
 */
export type FaultStatus = "killed" | "misplaced" | "survived";

export interface FaultRow {
  readonly id: string;
  readonly sentence: string;
  readonly area: Area;
  readonly status: FaultStatus;
  /** Named requirements that caught it. */
  readonly killedBy: readonly Catch[];
  /** Named requirements that did not. */
  readonly missedBy: readonly string[];
  /** Requirements that the fault does not name, and that failed or warned. */
  readonly alsoCaughtBy: readonly Catch[];
  /** Requests until the first named requirement caught it. */
  readonly requestsToCatch?: number;
  readonly requests: number;
}

/** A fault that was drawn from its number, and names no requirement: any may catch it. */
export interface DrawnRow extends Pick<FaultRow, "id" | "sentence" | "requestsToCatch" | "requests"> {
  readonly caughtBy: readonly Catch[];
  /** Names of clusters that the run left there. */
  readonly left: readonly string[];
}

/** A server that keeps every promise, and what the suite said of it. */
export interface ConformingRow {
  readonly id: string;
  readonly sentence: string;
  readonly verdict: RunVerdict;
  /** Requirements wrongly found not met, or not judged. */
  readonly falseAlarms: readonly Catch[];
  /** Names of clusters that the run left there. */
  readonly left: readonly string[];
  readonly cases: number;
  readonly requests: number;
}

/** A run that a bug of the suite or of the server ended, so that it is in none of the rows. */
export interface FailedRun {
  /** Kind and id: `fault name-not-shown`. */
  readonly server: string;
  readonly failure: string;
}

export interface RequirementColumn {
  readonly id: string;
  readonly area: Area;
  readonly level: Level;
  /** How many faults name it, and how many name nothing else: those it alone is to catch. */
  readonly aimed: number;
  readonly alone: number;
  /** Ids of faults that name it and that it caught. */
  readonly kills: readonly string[];
  /** Ids of further faults it caught. */
  readonly alsoCatches: readonly string[];
}

/** Fault × requirement: what a selftest leaves. */
export interface KillMatrix {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly seed: number;
  /** Random inputs per constraint. */
  readonly cases: number;
  /** Some faults or variants were left out, or runs ended once they had caught their fault. */
  readonly partial: boolean;
  readonly faults: readonly FaultRow[];
  readonly drawn: readonly DrawnRow[];
  readonly conforming: readonly ConformingRow[];
  readonly failed: readonly FailedRun[];
  readonly requirements: readonly RequirementColumn[];
  /** MUST and SHOULD requirements that no fault made fail. */
  readonly unexercised: readonly string[];
  /** Median of `requestsToCatch` over the killed faults. */
  readonly medianRequestsToCatch?: number;
  /** Every fault was killed, every drawn one caught with nothing left, no conforming server gave a false alarm, no run failed. */
  readonly passed: boolean;
}
