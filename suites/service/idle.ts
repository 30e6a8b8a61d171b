import type { IdleReason, PlannedRequirement } from "../record/events.ts";
import type { ServiceContext } from "./service-context.ts";

interface ServiceEnd {
  readonly aborted: boolean;
  /** Why it ended early. */
  readonly stopped: IdleReason | undefined;
}

/** Why nothing judged this requirement, the most telling reason first. */
export function whyIdle(
  { operation, seenWhen, elsewhere }: PlannedRequirement,
  { aborted, stopped }: ServiceEnd,
  { presence }: ServiceContext,
): IdleReason {
  if (aborted) return { verdict: "inconclusive", reason: "interrupted before a case of it was judged" };
  const found = presence.get(operation);
  if (found?.status === "not-implemented") {
    return { verdict: "not-implemented", reason: `${operation} is not implemented: ${found.reason}` };
  }
  if (stopped !== undefined) return stopped;
  if (elsewhere === true) return { verdict: "disabled", reason: "in another shard" };
  if (found?.status === "not-tried") return notApplicable(found.reason);
  if (found !== undefined && found.status !== "implemented") {
    return notApplicable(`not exercised: ${operation} answered ${found.reason} to a plain request`);
  }
  if (seenWhen === "error-occurs") return notApplicable("not exercised: nothing in this run brought the error about");
  if (seenWhen === "member-returned") return notApplicable("not exercised: the endpoint never returned the member");
  return notApplicable("not exercised: no case of this run could judge it");
}

function notApplicable(reason: string): IdleReason {
  return { verdict: "not-applicable", reason };
}
