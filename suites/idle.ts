import type { IdleEvent, PlannedRequirement } from "./events.ts";

export type Reason = Pick<IdleEvent, "verdict" | "reason">;

/** One event for each reason why requirements stayed without a judgement, with the places of those that did. */
export function idleEvents(
  requirements: readonly PlannedRequirement[],
  judged: ReadonlySet<number>,
  why: (requirement: PlannedRequirement) => Reason,
): IdleEvent[] {
  const byReason = new Map<string, Reason & { readonly requirements: number[] }>();
  requirements.forEach((requirement, place) => {
    if (requirement.excluded !== undefined || judged.has(place)) return;
    const { verdict, reason } = why(requirement);
    const key = `${verdict} ${reason}`;
    const entry = byReason.get(key) ?? { verdict, reason, requirements: [] };
    entry.requirements.push(place);
    byReason.set(key, entry);
  });
  return [...byReason.values()].map((entry) => ({ type: "idle", ...entry }));
}
