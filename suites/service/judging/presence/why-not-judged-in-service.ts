import type { IdleReason, PlannedRequirement } from "#suites/record/events.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindMadeBy, ownerOf } from "#spec/resources/resource-table.ts";
import { isSafe } from "#protocol/methods.ts";
import type { WhyNotJudged } from "#suites/run/suite.ts";
import { blockedBy, notApplicable, whyNeverSeen } from "#suites/run/why-not-judged.ts";
import { missingBehind } from "./missing-behind.ts";
import { locationsJudged } from "#suites/service/cases/inputs/locations-judged.ts";
import { whyNotAsked } from "#suites/service/cases/inputs/why-not-asked.ts";
import type { ServiceContext, Unmade } from "#suites/service/service-context.ts";
import { isOfSpoilt } from "#suites/service/spoilt-resources.ts";
import { isMissing } from "#suites/session/context/presence.ts";

/** Why nothing judged a requirement of a service, beside what holds for every run. */
export function whyNotJudgedInService(context: ServiceContext): WhyNotJudged {
  return {
    missing: ({ operation }) => whyMissing(context, operation),
    otherwise: (requirement) => otherwise(requirement, context),
  };
}

function whyMissing(context: ServiceContext, operation: string): IdleReason | undefined {
  const found = context.presence.get(operation);
  if (found?.status === "not-implemented") {
    const reason = `${operation} is not implemented: ${found.reason}`;
    return { verdict: "not-implemented", reason, missing: operation };
  }
  const missing = context.contract.operations.has(operation) ? missingBehind(context, operation) : undefined;
  return missing === undefined ? undefined : blockedBy(missing);
}

/** The most telling reason first. */
function otherwise(
  { id, operation, subject, seenWhen, feature }: PlannedRequirement,
  context: ServiceContext,
): IdleReason {
  const { presence, contract, table, signatures, settings } = context;
  const found = presence.get(operation);
  const method = contract.operations.get(operation)?.method;
  if (settings.readOnly === true && method !== undefined && !isSafe(method)) return notApplicable(ONLY_READS);
  if (feature === "auth" && !signatures.count) return notApplicable("the endpoint does not verify signatures");
  // What only answers show may have been looked for in descriptions of what the account has.
  const isLookedFor = seenWhen !== undefined && isDescribed(context, operation);
  if (found?.status === "not-tried" && !isLookedFor) return notApplicable(found.reason);
  if (found !== undefined && found.status !== "implemented" && !isLookedFor) {
    const { never } = table.states[operation] ?? {};
    const state = never === undefined || found.status !== "refused" ? "" : `${never}; `;
    return notApplicable(`not exercised: ${state}${operation} answered ${found.reason} to a plain request`);
  }
  if (contract.operations.has(operation) && table.inputs[operation] === undefined) {
    return notApplicable(`not exercised: ${NO_INPUT}`);
  }
  const lacking = context.blocked.get(id);
  if (lacking !== undefined) return blockedBy(lacking);
  const unmade = context.unmade.get(id);
  if (unmade !== undefined) return whyUnmade(unmade, context);
  const described = contract.operations.get(operation);
  const unasked = described === undefined ? undefined : whyNoCase(context, described, id);
  if (unasked !== undefined) return notApplicable(`not exercised: ${unasked}`);
  const unseen = whyNeverSeen(seenWhen, isOfSpoilt(context, operation) ? SPOILT : undefined);
  if (unseen !== undefined) return unseen;
  const unending = unendingOf(context, operation);
  if (unending !== undefined) return notApplicable(unending);
  if (context.tooLarge.has(id)) return notApplicable(`not exercised: ${TOO_LARGE}`);
  if (subject?.side !== undefined) return notApplicable(`not exercised: ${NO_VALUE}`);
  return notApplicable(`not exercised: ${NO_OCCASION}`);
}

/** What an operation is about, or that belongs to, was said to be under way and never came to its end, in words. */
function unendingOf({ patience, table }: ServiceContext, operation: string): string | undefined {
  const kinds = new Set<string>();
  let about = kindMadeBy(table, operation) ?? ownerOf(table, operation);
  for (; about !== undefined; about = table.resources.find(({ name }) => name === about?.parent)) kinds.add(about.name);
  const one = patience.unending().find(({ kind }) => kinds.has(kind));
  if (one === undefined) return undefined;
  const kind = one.kind.replaceAll("-", " ");
  const seconds = Math.round(one.ms / 1000);
  return `not tested: after ${one.operation} the ${kind} stays ${one.status}, for ${seconds} s at least, so no other was waited for as long`;
}

function isDescribed({ existing, table }: ServiceContext, operation: string): boolean {
  return table.resources.some(
    ({ name, describe }) => describe?.operation === operation && (existing.get(name)?.described ?? 0) > 0,
  );
}

function whyUnmade({ keeps, removal }: Unmade, { presence }: ServiceContext): IdleReason {
  if (keeps !== undefined) return notApplicable(`not exercised: ${keeps}`);
  // What nothing can remove fills the room.
  if (removal !== undefined && isMissing(presence, removal)) return blockedBy(removal);
  return {
    verdict: "disabled",
    reason: "it needs more alive at once than --max-live allows: what was made before is not gone yet",
  };
}

/** Why no case is about a limit of an operation's input; undefined where one is, and for what is no such limit. */
function whyNoCase(context: ServiceContext, operation: Operation, id: string): string | undefined {
  const { asked, elsewhere } = locationsJudged(operation);
  if (elsewhere.has(id)) return "the same structure is judged in a less deeply nested place";
  const constraint = asked.find(({ requirement }) => requirement === id);
  return constraint && whyNotAsked(context, operation, constraint);
}

const ONLY_READS = "not asked: with --read-only nothing but GET is sent";

/** As an empty value in a path would be another path. */
const NO_VALUE = "no request could be made that differs from the plain one in this alone, and that the operation gets";

/** As a body of megabytes, which HTTP's own layer may refuse. */
const TOO_LARGE = "the endpoint refuses a body as large as this needs with 413, whatever is in it";

/** As what is created where nothing that is sent is shown, or what is never taken. */
const NO_OCCASION = "nothing that was answered in this run shows whether it holds";

/** Why no answer said anything about a member. */
const SPOILT = "no answer had the member before an invalid change was accepted, and later answers are not judged";

/** Why no request of an operation is sent. */
export const NO_INPUT = "the resource table has no input of the operation";
