import { DROPPED, type DropReason } from "../plan/budget.ts";
import type { IdleEvent, IdleReason, PlannedRequirement } from "../record/events.ts";
import { ASKED_FOR, type Features } from "../plan/kind-settings.ts";
import { isMissing } from "../session/context/presence.ts";
import type { RoundContext } from "../session/context/round-context.ts";
import type { Killing } from "../session/context/target-turns.ts";
import type { WhyNotJudged } from "./suite.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";

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

/** The same of registered clusters alone; `dropped` tells why requirements lost cases to the limits. */
export function whyNotJudgedOfClusters(
  context: Pick<RoundContext, "presence" | "settings" | "signatures" | "blocked">,
  dropped: ReadonlyMap<string, DropReason>,
): WhyNotJudged {
  const { presence, settings } = context;
  const { features } = settings;
  return {
    missing: ({ operation, feature }) => {
      if (!isMissing(presence, operation)) return undefined;
      if (feature === undefined || isAskedFor(features[feature])) return notThere(operation);
      const asking = ASKED_FOR[feature] ?? `--feature ${feature}=required`;
      return notApplicable(`${operation} is not there, and not required: ${asking}`);
    },
    otherwise: ({ id, feature, seenWhen }) => {
      if (feature === "auth" && !context.signatures.count)
        return notApplicable("the endpoint does not verify signatures");
      const asking = features[feature ?? ""] === undefined ? ASKED_FOR[feature ?? ""] : undefined;
      if (asking !== undefined) return notApplicable(`not asked for: ${asking}`);
      if (seenWhen === "error-occurs") return notApplicable("not exercised: this error never occurred");
      if (seenWhen === "member-returned") {
        return notApplicable("not exercised: the endpoint never returned the member");
      }
      if (seenWhen === "answer-compared") return notApplicable(NOT_COMPARED);
      const limit = dropped.get(id);
      if (limit !== undefined) return { verdict: "disabled", reason: DROPPED[limit] };
      const missing =
        context.blocked.get(id) ?? (isMissing(presence, OPERATIONS.register) ? OPERATIONS.register : undefined);
      if (missing !== undefined) return blockedBy(missing);
      return notApplicable("not exercised: no case of this run could judge it");
    },
  };
}

export const NOT_COMPARED = "not exercised: no answer of the other record was to a request like one of this run's";

export function notThere(operation: string): IdleReason {
  return { verdict: "not-implemented", reason: `${operation} is not implemented`, missing: operation };
}

/** A number or a profile also asks for the feature. */
function isAskedFor(state: Features[string] | undefined): boolean {
  return state !== undefined && state !== "detect" && state !== "absent";
}

/** Nothing is said of an operation that is there by another's not being there. */
export function blockedBy(missing: string): IdleReason {
  return { ...notApplicable(`blocked by ${missing}, which is not implemented`), missing };
}

function notApplicable(reason: string): IdleReason {
  return { verdict: "not-applicable", reason };
}
