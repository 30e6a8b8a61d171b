import type { FaultOutcome, FaultResult, FaultScore } from "./mutation-report.ts";

type Scored = Pick<FaultResult, "outcome">;

/** The share that was noticed or hung of what was that or survived; null where that is nothing. */
export function scoreOf(faults: readonly Scored[]): number | null {
  const counts = countsOf(faults);
  const found = counts.noticed + counts.hung;
  const all = found + counts.survived;
  return all === 0 ? null : found / all;
}

export function countsOf(faults: readonly Scored[]): Readonly<Record<FaultOutcome, number>> {
  const counts = { noticed: 0, hung: 0, survived: 0, hidden: 0, absorbed: 0, "not-reached": 0 };
  for (const { outcome } of faults) counts[outcome] += 1;
  return counts;
}

/** The score of each group, the worst first. */
export function scoresBy(
  faults: readonly FaultResult[],
  nameOf: (fault: FaultResult) => string | undefined,
): FaultScore[] {
  const groups = new Map<string, FaultResult[]>();
  for (const fault of faults) {
    const name = nameOf(fault);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), fault]);
  }
  const scores = [...groups].map(([name, group]) => ({ name, ...countsOf(group), score: scoreOf(group) }));
  return scores.sort(
    (one, other) =>
      (one.score ?? 2) - (other.score ?? 2) || other.survived - one.survived || (one.name < other.name ? -1 : 1),
  );
}

/** `62 %`; `–` where nothing was scored. */
export function scoreText(score: number | null): string {
  // Only what is whole is 100 %.
  return score === null ? "–" : `${Math.floor(score * 100)} %`;
}
