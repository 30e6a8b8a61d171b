import { groupedBy } from "../../../spec/grouped-by.ts";
import { waitUntilShown } from "../../looking/time-to-show.ts";
import type { ClusterLeft } from "../../removing/cluster-left.ts";
import { lookFor } from "../looking/look-for.ts";
import { listingOf } from "../looking/lost-name.ts";
import { keyOf, leftOf, type MadeResource } from "../made-resource.ts";
import { foundToBeOurs, type ResourceParts } from "../resource-account.ts";
import { removeAll } from "./remove-accounted.ts";

/** How often it is removed once more: a target may do half of what it is asked. */
const ROUNDS = 3;

/**
 * Looks, last of all, for what the run is done with and what is there nevertheless: a removal was not carried out, whatever
 * its answer said, or a creation was, later. Only what has a name that nobody else can have is looked
 * for. Removes it; resolves to what stays.
 */
export async function removeReappeared(parts: ResourceParts): Promise<ClusterLeft[]> {
  const { account, ledger } = parts;
  const left: ClusterLeft[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const there = await shownThough(parts);
    if (there.length === 0) return left;
    for (const made of there) foundToBeOurs(account, made);
    left.push(...(await removeAll(parts, there)));
  }
  for (const made of await shownThough(parts)) {
    ledger.note(made, "left", STILL_THERE);
    left.push(leftOf(made, STILL_THERE));
  }
  return left;
}

const STILL_THERE = "it is there again after each removal";

/** Reads may lag behind the last removal. */
async function shownThough(parts: ResourceParts): Promise<MadeResource[]> {
  const first = await shown(parts);
  if (first.length === 0 || !(await waitUntilShown(parts.account.lastRemovedAt, parts))) return first;
  return shown(parts);
}

/** What is on the list of its kind, and described. */
async function shown({ account, service, cleanUpTarget: target }: ResourceParts): Promise<MadeResource[]> {
  const looker = { service, target };
  const done = [...account.sent.values()].filter((made) => !account.open.has(keyOf(made)));
  const found: MadeResource[] = [];
  for (const [resource, names] of groupedBy(done, (made) => made.resource)) {
    const listed = new Set((await listingOf(resource, looker))?.ids);
    for (const made of names) {
      if (listed.has(made.id) && (await lookFor(made, looker)).state === "shown") found.push(made);
    }
  }
  return found;
}
