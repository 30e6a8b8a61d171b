import { DROPPED } from "../plan/budget.ts";
import type { IdleEvent, PlannedRequirement } from "../record/events.ts";
import type { RunState } from "./run-state.ts";

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

/** Why nothing judged this requirement, the most telling reason first. */
export function whyIdle({ id, operation, elsewhere, feature }: PlannedRequirement, state: RunState): Reason {
  if (state.aborted) return { verdict: "inconclusive", reason: "interrupted before a case of it was judged" };
  if (state.isMissing(operation)) return { verdict: "not-implemented", reason: `${operation} is not implemented` };
  if (state.stopped !== undefined) return state.stopped;
  if (elsewhere === true) return { verdict: "disabled", reason: "in another shard" };
  if (feature === "auth" && state.auth === "not enforced") {
    return { verdict: "not-applicable", reason: "the endpoint does not verify signatures" };
  }
  if (id.includes(".error.")) {
    return { verdict: "not-applicable", reason: "not exercised: nothing in this run brought the error about" };
  }
  if (id.includes(".response.")) {
    return { verdict: "not-applicable", reason: "not exercised: the endpoint never returned the member" };
  }
  const dropped = state.dropped.get(id);
  if (dropped !== undefined) return { verdict: "disabled", reason: DROPPED[dropped] };
  if (state.isMissing("RegisterCluster")) {
    return { verdict: "not-implemented", reason: "needs RegisterCluster, which is not implemented" };
  }
  return { verdict: "not-applicable", reason: "not exercised: no case of this run could judge it" };
}
