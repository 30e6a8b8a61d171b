import type { FaultOutcome, FaultResult, MutationReport } from "./mutation-report.ts";

/** What became of a fault between two scores, the worst first. */
export const SCORE_CHANGES = ["newly-surviving", "newly-noticed", "outcome", "added", "removed"] as const;

export type ScoreChange = (typeof SCORE_CHANGES)[number];

export interface FaultChange {
  readonly change: ScoreChange;
  /** Of the fault, the same in every run. */
  readonly id: string;
  readonly sentence: string;
  readonly before?: FaultOutcome;
  readonly after?: FaultOutcome;
}

export interface ScoreIdentity extends Pick<MutationReport, "seed" | "startedAt" | "score" | "command"> {
  readonly faults: number;
}

export interface ScoreDiff {
  readonly before: ScoreIdentity;
  readonly after: ScoreIdentity;
  /** The scores are of other faults, since the seeds, or the traffic, differ: only what both have tells anything. */
  readonly differs: boolean;
  readonly changes: readonly FaultChange[];
  readonly unchanged: number;
}

/** Compares two scores fault by fault. */
export function diffScores(before: MutationReport, after: MutationReport): ScoreDiff {
  const old = new Map(before.faults.map((one) => [one.id, one]));
  const now = new Map(after.faults.map((one) => [one.id, one]));
  const ids = [...new Set([...old.keys(), ...now.keys()])];
  const changes = ids.flatMap((id) => changeOf(old.get(id), now.get(id)) ?? []);
  return {
    before: identityOf(before),
    after: identityOf(after),
    differs: ids.length > old.size || ids.length > now.size,
    changes: changes.sort((one, other) => SCORE_CHANGES.indexOf(one.change) - SCORE_CHANGES.indexOf(other.change)),
    unchanged: ids.length - changes.length,
  };
}

/** Whether a fault survives that was noticed before. */
export function hasWorsened({ changes }: ScoreDiff): boolean {
  return changes.some(({ change }) => change === "newly-surviving");
}

function identityOf({ seed, startedAt, score, command, faults }: MutationReport): ScoreIdentity {
  return { seed, startedAt, score, command, faults: faults.length };
}

function changeOf(before: FaultResult | undefined, after: FaultResult | undefined): FaultChange | undefined {
  const known = after ?? before;
  if (known === undefined || before?.outcome === after?.outcome) return undefined;
  const { id, sentence } = known;
  return { change: kindOf(before, after), id, sentence, before: before?.outcome, after: after?.outcome };
}

function kindOf(before: FaultResult | undefined, after: FaultResult | undefined): ScoreChange {
  if (after === undefined) return "removed";
  if (before === undefined) return "added";
  if (isMissed(after)) return isNoticed(before) ? "newly-surviving" : "outcome";
  return isNoticed(after) && isMissed(before) ? "newly-noticed" : "outcome";
}

function isMissed({ outcome }: FaultResult): boolean {
  return outcome === "survived" || outcome === "hidden";
}

function isNoticed({ outcome }: FaultResult): boolean {
  return outcome === "noticed" || outcome === "hung";
}
