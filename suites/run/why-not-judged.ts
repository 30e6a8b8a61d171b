import type { IdleEvent, IdleReason, PlannedRequirement } from "#suites/record/events.ts";
import type { Killing } from "#suites/session/context/target-turns.ts";
import type { WhyNotJudged } from "./suite.ts";

/** How a run ended. */
export interface RunEnd {
  readonly aborted: boolean;
  /** Why it ended early. */
  readonly stopped: IdleReason | undefined;
  /** What the target died of, and what its cases would have judged after that. */
  readonly killings?: readonly Killing[] | undefined;
}

/** One event for each reason why requirements were not judged, with the indexes of those requirements. */
export function idleEvents(
  requirements: readonly PlannedRequirement[],
  judged: ReadonlySet<number>,
  why: (requirement: PlannedRequirement) => IdleReason,
): IdleEvent[] {
  const byReason = new Map<string, IdleReason & { readonly requirements: number[] }>();
  requirements.forEach((requirement, index) => {
    if (requirement.excluded !== undefined || judged.has(index)) return;
    const { verdict, reason, missing } = why(requirement);
    const key = `${verdict} ${reason}`;
    const entry = byReason.get(key) ?? { verdict, reason, missing, requirements: [] };
    entry.requirements.push(index);
    byReason.set(key, entry);
  });
  return [...byReason.values()].map((entry) => ({ type: "idle", ...entry }));
}

/** Why nothing judged a requirement, the most telling reason first. */
export function whyNotJudged(
  { aborted, stopped, killings = [] }: RunEnd,
  { missing, otherwise }: WhyNotJudged,
): (requirement: PlannedRequirement) => IdleReason {
  return (requirement) => {
    const { id, elsewhere } = requirement;
    if (aborted) return { verdict: "inconclusive", reason: "interrupted before a case of it was judged" };
    const why = missing(requirement) ?? stopped;
    if (why !== undefined) return why;
    if (killings.some(({ unjudged }) => unjudged.includes(id)))
      return { verdict: "inconclusive", reason: "the target died before it could be judged" };
    return elsewhere === true ? { verdict: "disabled", reason: "in another shard" } : otherwise(requirement);
  };
}

/** Why nothing came up that a requirement waits for; undefined for one that waits for nothing. */
export function whyNeverSeen(
  seenWhen: PlannedRequirement["seenWhen"],
  unreturned = "the endpoint never returned the member",
): IdleReason | undefined {
  switch (seenWhen) {
    case "error-occurs":
      return notApplicable("not exercised: this error never occurred");
    case "member-returned":
      return notApplicable(`not exercised: ${unreturned}`);
    case "answer-compared":
      return notApplicable("not exercised: no answer of the other record was to a request like one of this run's");
    case undefined:
      return undefined;
  }
}

export function notThere(operation: string): IdleReason {
  return { verdict: "not-implemented", reason: `${operation} is not implemented`, missing: operation };
}

/** Nothing is said of an operation that is there by another's not being there. */
export function blockedBy(missing: string): IdleReason {
  return { ...notApplicable(`blocked by ${missing}, which is not implemented`), missing };
}

export function notApplicable(reason: string): IdleReason {
  return { verdict: "not-applicable", reason };
}
