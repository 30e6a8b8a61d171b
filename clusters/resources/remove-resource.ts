import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isServerFailure, isSuccess, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { paceOf } from "../../protocol/answers/throttling.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { accessLost } from "../../endpoint/aws/access-lost.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Clock } from "../../endpoint/clock.ts";
import type { MadeResource } from "./made-resource.ts";
import {
  hasNoUnknownError,
  listResources,
  provesUnlisted,
  requestOn,
  saysUnknown,
  showsNone,
} from "./resource-requests.ts";
import type { Service } from "../../spec/resources/service.ts";

export interface ResourceRemover {
  readonly service: Service;
  readonly target: Target;
  readonly clock: Clock;
  /** Milliseconds for one resource, those that belong to it not counted. */
  readonly budgetMs: number;
}

/** Told of each answer to a request that removes. */
type SeeAnswer = (made: MadeResource, reply: Reply) => void;

interface ResourceRemoval extends ResourceRemover {
  /** Milliseconds of them for another answer than a 5xx, or for one at all. */
  readonly answerMs: number;
  /** Kinds of which one was removed: a 404 to the same deletion is about the resource, by whatever name. */
  readonly removed: ReadonlySet<string>;
  readonly see?: SeeAnswer | undefined;
}

/**
 * What became of one: gone now, never there, or there still. `waitedFor`, where the time for it ran out: an answer, where
 * nothing but a 5xx came, if anything; or its end, although the removal was answered.
 */
export type ResourceFate =
  | { readonly state: "removed" }
  | { readonly state: "absent" }
  | { readonly state: "left"; readonly reason: string; readonly waitedFor?: Awaited | undefined };

type Awaited = "an answer" | "its end";

export type RemoveResource = (made: MadeResource, see?: SeeAnswer) => Promise<ResourceFate>;

/** Milliseconds for an answer to a removal, by how many removals in a row before it had none. */
const ANSWER_MS = [10_000, 1_000, 0] as const;

/** Milliseconds for the end of what is removed, by how many in a row before it stayed. */
const END_MS = [Infinity, 3_000, 300, 300, 300, 0] as const;

/** What the removals so far tell the next one. */
export interface RemovalAccount {
  /** Kinds of which one was removed. */
  readonly removed: Set<string>;
  /** Removals in a row without an answer. */
  unanswered: number;
  /** Removals in a row that were answered, and after which the resource was there still. */
  lasting: number;
}

export function removalAccount(): RemovalAccount {
  return { removed: new Set(), unanswered: 0, lasting: 0 };
}

/**
 * Removes one resource after the other, and notes the kinds of those removed: where nothing answers the removals, or nothing
 * goes, the later ones are not waited for.
 */
export function resourceRemover(remover: ResourceRemover, account = removalAccount()): RemoveResource {
  const { removed } = account;
  return async (made, see) => {
    const budgetMs = Math.min(remover.budgetMs, END_MS[account.lasting] ?? 0);
    const answerMs = ANSWER_MS[account.unanswered] ?? 0;
    const fate = await removeOrLeave(made, { ...remover, budgetMs, answerMs, removed, see });
    if (fate.state === "removed" && deletionOf(made, remover) !== undefined) removed.add(made.resource.name);
    const waitedFor = fate.state === "left" ? fate.waitedFor : undefined;
    account.unanswered = waitedFor === "an answer" ? account.unanswered + 1 : 0;
    account.lasting = waitedFor === "its end" ? account.lasting + 1 : 0;
    return fate;
  };
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/**
 * Removes a resource, and what belongs to it where it is not to be had without: what belongs to a resource of ours is ours
 * too. Waits until it is described no more.
 */
async function removeResource(made: MadeResource, removal: ResourceRemoval): Promise<ResourceFate> {
  const { service, target, clock } = removal;
  const request = deletionOf(made, removal);
  if (request === undefined) return withoutRequest(made, removal);
  const endsAt = endsAtOf(removal);
  let asked = false;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const reply = readReply(await target.send(request));
    removal.see?.(made, reply);
    if (isSuccess(reply)) asked = true;
    if (saysUnknown(service, reply) || (reply.status === 404 && (await isMissing(made, removal))))
      return { state: asked ? "removed" : "absent" };
    if (isSuccess(reply) && (await isGone(made, removal, endsAt))) return { state: "removed" };
    if (reply.status === 409 || reply.status === 400) {
      if (await isDescribedAsNone(made, removal)) return { state: asked ? "removed" : "absent" };
      await removeChildren(made, removal);
    } else if (!isSuccess(reply) && !mayPass(reply)) return left(describeReply(reply));
    if (clock.now() + wait > endsAt(reply))
      return left(isSuccess(reply) ? "it is still described" : describeReply(reply), awaited(reply));
    await clock.sleep(wait);
  }
}

function deletionOf(made: MadeResource, { service }: ResourceRemover): WireRequest | undefined {
  const gone = made.resource.delete;
  return gone === undefined ? undefined : requestOn(service, gone, made);
}

/** The same; what can no longer be asked for, since the time for it or the access is over, is left. */
async function removeOrLeave(made: MadeResource, removal: ResourceRemoval): Promise<ResourceFate> {
  try {
    return await removeResource(made, removal);
  } catch (error) {
    const lost = accessLost(error);
    if (lost === undefined) throw error;
    return left(lost.reason);
  }
}

/** What no operation deletes, or no request can name, goes with its parent; else a list may tell that there is none. */
async function withoutRequest(made: MadeResource, removal: ResourceRemoval): Promise<ResourceFate> {
  if (made.parent !== undefined) return { state: "removed" };
  if (made.resource.delete === undefined) return left("no operation deletes it");
  return (await isUnlisted(made, removal)) ? { state: "absent" } : left("no request can carry its name");
}

/**
 * Of a name that anybody may have, where no answer says that it is ours: it is looked for, and not removed. `whyLeft`: why it
 * stays where none shows it to be gone.
 */
export async function fateByLook(
  made: MadeResource,
  remover: Pick<ResourceRemover, "service" | "target">,
  whyLeft: (answer: string) => string,
): Promise<ResourceFate> {
  const { service, target } = remover;
  const { describe } = made.resource;
  const request = describe === undefined ? undefined : requestOn(service, describe, made);
  try {
    if (request === undefined) {
      return (await isUnlisted(made, remover)) ? { state: "absent" } : left(whyLeft("nothing describes it"));
    }
    const reply = readReply(await target.send(request));
    return showsNone(service, made.resource, reply) ? { state: "absent" } : left(whyLeft(describeReply(reply)));
  } catch (error) {
    const lost = accessLost(error);
    if (lost === undefined) throw error;
    return left(lost.reason);
  }
}

/** A 404 by another name may be that of an operation that is not there. */
async function isMissing(made: MadeResource, removal: ResourceRemoval): Promise<boolean> {
  return removal.removed.has(made.resource.name) || (await isUnlisted(made, removal));
}

/** The whole list of its kind lacks it. */
async function isUnlisted(
  { resource, id, parent }: MadeResource,
  { service, target }: Pick<ResourceRemover, "service" | "target">,
): Promise<boolean> {
  const listing = resource.list && (await listResources(service, target, resource.list, parent));
  return provesUnlisted(listing, id);
}

/** A service without an error for what is not there refuses to delete it as it refuses anything else. */
async function isDescribedAsNone(made: MadeResource, { service, target }: ResourceRemoval): Promise<boolean> {
  const { describe } = made.resource;
  if (describe === undefined || !hasNoUnknownError(service, describe)) return false;
  const request = requestOn(service, describe, made);
  return request !== undefined && showsNone(service, made.resource, readReply(await target.send(request)));
}

function left(reason: string, waitedFor?: Awaited): ResourceFate {
  return { state: "left", reason, waitedFor };
}

/** What the time ran out for; a pace says nothing of later removals. */
function awaited(reply: Reply): Awaited | undefined {
  if (isNoAnswer(reply)) return "an answer";
  return paceOf(reply) === undefined ? "its end" : undefined;
}

/** Until when it is worth waiting after an answer, by the clock. */
type EndsAt = (reply: Reply) => number;

function endsAtOf({ clock, budgetMs, answerMs }: ResourceRemoval): EndsAt {
  const began = clock.now();
  return (reply) => began + (isNoAnswer(reply) ? Math.min(answerMs, budgetMs) : budgetMs);
}

function mayPass(reply: Reply): boolean {
  return isNoAnswer(reply) || paceOf(reply) !== undefined;
}

/** A 5xx that is not about the pace, or nothing at all. A 501 is an answer: the operation is not there. */
function isNoAnswer(reply: Reply): boolean {
  return (reply.status === 0 || isServerFailure(reply)) && paceOf(reply) === undefined;
}

/** Reads until the resource is unknown, or the time is up. What cannot be described counts as gone once it was deleted. */
async function isGone(
  made: MadeResource,
  { service, target, clock }: ResourceRemoval,
  endsAt: EndsAt,
): Promise<boolean> {
  const { describe } = made.resource;
  const request = describe === undefined ? undefined : requestOn(service, describe, made);
  if (request === undefined) return true;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const reply = readReply(await target.send(request));
    if (showsNone(service, made.resource, reply)) return true;
    if (!isSuccess(reply) && !mayPass(reply)) return true;
    if (clock.now() + wait > endsAt(reply)) return false;
    await clock.sleep(wait);
  }
}

/** Those that the target lists as belonging to it. */
async function removeChildren(made: MadeResource, removal: ResourceRemoval): Promise<void> {
  const { service, target } = removal;
  const kinds = service.table.resources.filter(({ parent, list, delete: gone }) => {
    return parent === made.resource.name && list !== undefined && gone !== undefined;
  });
  for (const resource of kinds.reverse()) {
    const listing = resource.list === undefined ? undefined : await listResources(service, target, resource.list, made);
    for (const id of listing?.ids ?? []) await removeResource({ resource, id, parent: made }, removal);
  }
}
