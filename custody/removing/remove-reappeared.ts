import { waitUntilShown } from "../looking/time-to-show.ts";
import type { ClusterLeft } from "./cluster-left.ts";
import { listSent, type SentLists } from "../looking/list-sent.ts";
import { lookFor } from "../looking/look-for.ts";
import { leftOf, type MadeResource } from "../resources/made-resource.ts";
import { foundToBeOurs, type ResourceParts } from "../resources/resource-account.ts";
import { removeAll } from "./remove-accounted.ts";

/** How often it is removed once more: a target may do half of what it is asked. */
export const ROUNDS = 3;

/**
 * Looks, last of all, for what the run is done with and what is there nevertheless: a removal was not carried out, whatever
 * its answer said, or a creation was, later. Only what has a name that nobody else can have is looked
 * for. Removes it; resolves to what stays.
 */
export async function removeReappeared(parts: ResourceParts, lists: SentLists): Promise<ClusterLeft[]> {
  const { account, ledger } = parts;
  const left: ClusterLeft[] = [];
  let there = await shownThough(parts, lists);
  for (let round = 1; round <= ROUNDS && there.length > 0; round += 1) {
    for (const made of there) foundToBeOurs(account, made);
    left.push(...(await removeAll(parts, there)));
    there = await shownThough(parts, await listSent(parts));
  }
  for (const made of there) {
    ledger.note(made, "left", { reason: STILL_THERE });
    left.push(leftOf(made, STILL_THERE));
  }
  return left;
}

export const STILL_THERE = "it is there again after each removal";

/** Reads may lag behind the last removal. */
async function shownThough(parts: ResourceParts, lists: SentLists): Promise<MadeResource[]> {
  const first = await shown(parts, lists);
  if (first.length === 0 || !(await waitUntilShown(parts.account.lastRemovedAt, parts))) return first;
  return shown(parts, await listSent(parts));
}

/** What is on the list of its kind, and described. */
async function shown(
  { account, service, cleanUpTarget: target }: ResourceParts,
  lists: SentLists,
): Promise<MadeResource[]> {
  const found: MadeResource[] = [];
  for (const [key, made] of account.sent) {
    if (account.open.has(key) || lists.get(made.resource)?.has(made.id) !== true) continue;
    if ((await lookFor(made, { service, target })).state === "shown") found.push(made);
  }
  return found;
}
