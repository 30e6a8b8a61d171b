import type { ClusterLeft } from "./cluster-left.ts";
import { deepestFirst } from "./in-turns.ts";
import type { Service } from "../../spec/resources/service.ts";
import { shownInTime } from "../resources/resource-requests.ts";
import { type AskedResource, whoseName } from "../looking/asked-resource.ts";
import { belongsTo, depthOf, keyOf, leftOf, type MadeResource } from "../resources/made-resource.ts";
import { type IsTheirs, type ResourceFate, resourceRemover } from "./remove-resource.ts";
import { isNamedByRun, type ResourceAccount, type ResourceParts, THEIRS } from "../resources/resource-account.ts";

/** Removes one resource, unless it may be somebody else's; with it goes what belongs to it. */
export async function removeAccounted(parts: ResourceParts, made: MadeResource): Promise<ResourceFate> {
  const { account, ledger } = parts;
  const key = keyOf(made);
  const mayBeTheirs = account.asked.has(key) && !isNamedByRun(parts, made);
  const found = await (mayBeTheirs ? removeIfOurs : removeOne)(parts, made);
  const fate: ResourceFate = found.state === "absent" && account.going.has(key) ? { state: "removed" } : found;
  ledger.note(made, fate.state, fate.state === "left" ? { reason: fate.reason } : undefined);
  if (fate.state === "removed") account.counts.removed += 1;
  if (fate.state === "left") {
    if (fate.isGoing === true) account.going.add(key);
    return fate;
  }
  account.lastRemovedAt = parts.clock.now();
  account.asked.delete(key);
  for (const gone of forget(account.open, made)) ledger.note(gone, fate.state);
  return fate;
}

async function removeIfOurs(parts: ResourceParts, made: MadeResource): Promise<ResourceFate> {
  const { account, service, cleanUpTarget: target } = parts;
  const asked = account.asked.get(keyOf(made));
  const looker = { service, target };
  const found = await whoseName(made, asked, looker);
  if (found.whose === "ours") return removeOne(parts, made, isMadeOtherwise(service, made, asked));
  if (found.whose === "nobody's") return { state: "absent" };
  return { state: "left", reason: found.whose === "theirs" ? THEIRS : found.reason };
}

/** What somebody made under the name, once the run's own was gone. */
function isMadeOtherwise(service: Service, { resource }: MadeResource, asked: AskedResource | undefined): IsTheirs {
  return (reply) => asked !== undefined && shownInTime(service, resource, { reply, asked })?.isInTime === false;
}

function removeOne(parts: ResourceParts, made: MadeResource, isTheirs?: IsTheirs): Promise<ResourceFate> {
  const { account, service, cleanUpTarget: target, removing, slowMs } = parts;
  const another = (one: MadeResource): MadeResource | undefined => anotherThere(account, one);
  return resourceRemover({ ...removing, service, target, slowMs, another }, account.removals)(made, isTheirs);
}

/** Of the same kind, and with the same parent. */
function anotherThere({ open, made }: ResourceAccount, one: MadeResource): MadeResource | undefined {
  const parent = one.parent && keyOf(one.parent);
  return [...open].find(
    ([key, each]) =>
      made.has(key) &&
      key !== keyOf(one) &&
      each.resource === one.resource &&
      (each.parent && keyOf(each.parent)) === parent,
  )?.[1];
}

/** With a resource goes what belongs to it; answers that. */
function forget(open: Map<string, MadeResource>, gone: MadeResource): MadeResource[] {
  const key = keyOf(gone);
  const along = [...open.values()].filter((made) => belongsTo(made, key));
  for (const made of [gone, ...along]) open.delete(keyOf(made));
  return along;
}

/** Removes resources, children first and those of one depth together; resolves to what stays and is told of. */
export async function removeAll(parts: ResourceParts, there: readonly MadeResource[]): Promise<ClusterLeft[]> {
  const { open, told, counts } = parts.account;
  const left = new Map<string, ClusterLeft>();
  let done = 0;
  if (there.length > 0) parts.tellRemoved?.(done, there.length);
  const remove = async (made: MadeResource): Promise<void> => {
    const key = keyOf(made);
    const fate = open.has(key) ? await removeAccounted(parts, made) : undefined;
    done += 1;
    parts.tellRemoved?.(done, there.length);
    const isTold = counts.created > 0 || told.has(key);
    if (fate?.state === "left" && isTold) left.set(key, leftOf(made, fate.reason));
  };
  await deepestFirst(there, depthOf, remove);
  // A resource that stayed may have gone with its parent.
  return [...left].flatMap(([key, each]) => (open.has(key) ? [each] : []));
}
