import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { paceOf } from "../../protocol/answers/throttling.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Clock } from "../../endpoint/clock.ts";
import type { MadeResource } from "./made-resource.ts";
import { hasNoUnknownError, listResources, requestOn, saysUnknown, showsNone } from "./resource-requests.ts";
import type { Service } from "../../spec/resources/service.ts";

export interface ResourceRemoval {
  readonly service: Service;
  readonly target: Target;
  readonly clock: Clock;
  /** Milliseconds for one resource, those that belong to it not counted. */
  readonly budgetMs: number;
  /** Told of each answer to a request that removes. */
  readonly removing?: (made: MadeResource, reply: Reply) => void;
}

/** What became of one: gone now, never there, or there still. */
export type ResourceFate =
  { readonly state: "removed" } | { readonly state: "absent" } | { readonly state: "left"; readonly reason: string };

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;

/**
 * Removes a resource, and what belongs to it where it is not to be had without: what belongs to a resource of ours is ours
 * too. Waits until it is described no more.
 */
export async function removeResource(made: MadeResource, removal: ResourceRemoval): Promise<ResourceFate> {
  const { service, target, clock, budgetMs } = removal;
  const gone = made.resource.delete;
  const request = gone === undefined ? undefined : requestOn(service, gone, made);
  // What no operation deletes goes with its parent.
  if (request === undefined) {
    const why = gone === undefined ? "no operation deletes it" : "no request can carry its name";
    return made.parent === undefined ? left(why) : { state: "removed" };
  }
  const deadline = clock.now() + budgetMs;
  let asked = false;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const reply = readReply(await target.send(request));
    removal.removing?.(made, reply);
    if (isSuccess(reply)) asked = true;
    if (saysUnknown(service, reply)) return { state: asked ? "removed" : "absent" };
    if (isSuccess(reply) && (await isGone(made, removal, deadline))) return { state: "removed" };
    if (reply.status === 409 || reply.status === 400) {
      if (await isDescribedAsNone(made, removal)) return { state: asked ? "removed" : "absent" };
      await removeChildren(made, removal);
    } else if (!isSuccess(reply) && !mayPass(reply)) return left(describeReply(reply));
    if (clock.now() + wait > deadline) return left(isSuccess(reply) ? "it is still described" : describeReply(reply));
    await clock.sleep(wait);
  }
}

/** A service without an error for what is not there refuses to delete it as it refuses anything else. */
async function isDescribedAsNone(made: MadeResource, { service, target }: ResourceRemoval): Promise<boolean> {
  const { describe } = made.resource;
  if (describe === undefined || !hasNoUnknownError(service, describe)) return false;
  const request = requestOn(service, describe, made);
  return request !== undefined && showsNone(service, made.resource, readReply(await target.send(request)));
}

function left(reason: string): ResourceFate {
  return { state: "left", reason };
}

function mayPass(reply: Reply): boolean {
  return reply.status === 0 || reply.status >= 500 || paceOf(reply) !== undefined;
}

/** Reads until the resource is unknown, or the time is up. What cannot be described counts as gone once it was deleted. */
async function isGone(
  made: MadeResource,
  { service, target, clock }: ResourceRemoval,
  deadline: number,
): Promise<boolean> {
  const { describe } = made.resource;
  const request = describe === undefined ? undefined : requestOn(service, describe, made);
  if (request === undefined) return true;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const reply = readReply(await target.send(request));
    if (showsNone(service, made.resource, reply)) return true;
    if (!isSuccess(reply) && !mayPass(reply)) return true;
    if (clock.now() + wait > deadline) return false;
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
