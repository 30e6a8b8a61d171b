import type { IdleReason, PlannedRequirement } from "../record/events.ts";
import { placesJudged } from "./cases/places-judged.ts";
import { kindMadeBy } from "../../spec/resources/resource-table.ts";
import { isOnlyOne } from "../../spec/resources/table-readings.ts";
import type { ServiceContext } from "./service-context.ts";
import { isOfSpoilt } from "./spoilt.ts";

interface ServiceEnd {
  readonly aborted: boolean;
  /** Why it ended early. */
  readonly stopped: IdleReason | undefined;
}

/** Why nothing judged this requirement, the most telling reason first. */
export function whyIdle(
  { id, operation, subject, seenWhen, elsewhere }: PlannedRequirement,
  { aborted, stopped }: ServiceEnd,
  context: ServiceContext,
): IdleReason {
  const { presence, contract, table } = context;
  if (aborted) return { verdict: "inconclusive", reason: "interrupted before a case of it was judged" };
  const found = presence.get(operation);
  if (found?.status === "not-implemented") {
    const reason = `${operation} is not implemented: ${found.reason}`;
    return { verdict: "not-implemented", reason, missing: operation };
  }
  if (stopped !== undefined) return stopped;
  if (elsewhere === true) return { verdict: "disabled", reason: "in another shard" };
  if (found?.status === "not-tried") return notApplicable(found.reason);
  if (found !== undefined && found.status !== "implemented") {
    return notApplicable(`not exercised: ${operation} answered ${found.reason} to a plain request`);
  }
  if (contract.operations.has(operation) && table.inputs[operation] === undefined) {
    return notApplicable(`not exercised: ${NO_INPUT}`);
  }
  const described = contract.operations.get(operation);
  if (described !== undefined && placesJudged(described).elsewhere.has(id)) {
    return notApplicable("not exercised: the same structure is judged in a less deeply nested place");
  }
  const makes = kindMadeBy(table, operation);
  if (makes !== undefined && subject?.side === "accept" && isOnlyOne(makes, table)) {
    return notApplicable("not exercised: a parent can have only one such resource, and already had one");
  }
  if (seenWhen === "error-occurs") return notApplicable("not exercised: nothing in this run brought the error about");
  if (seenWhen === "member-returned") {
    return notApplicable(
      `not exercised: ${isOfSpoilt(context, operation) ? SPOILT : "the endpoint never returned the member"}`,
    );
  }
  return notApplicable("not exercised: no case of this run could judge it");
}

/** Why no answer told of a member. */
const SPOILT = "no answer had the member before an invalid change was taken, and later answers are not judged";

/** Why an operation is left alone. */
export const NO_INPUT = "the resource table has no input of the operation";

function notApplicable(reason: string): IdleReason {
  return { verdict: "not-applicable", reason };
}
