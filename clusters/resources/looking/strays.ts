import { isMadeFrom } from "../../ownership/run-prefix.ts";
import { type ClusterLeft, STRAY } from "../../removing/cluster-left.ts";
import { leftOf } from "../made-resource.ts";
import type { ResourceParts } from "../resource-account.ts";
import { listingOf } from "./lost-name.ts";

/**
 * What lists show at the end under a name of this run's form that the run never sent: the endpoint altered one, or made
 * something besides. Nobody knows whose it is, so it is told and never removed.
 */
export async function straysOnLists({
  account,
  service,
  cleanUpTarget,
  namePrefix,
}: ResourceParts): Promise<ClusterLeft[]> {
  const sent = [...account.sent.values()];
  const known = new Set([...sent, ...account.open.values()].map(({ id }) => id));
  const found = new Map<string, ClusterLeft>();
  for (const resource of new Set(sent.map((made) => made.resource))) {
    // What has a name of the service's is looked for by its tag and its time.
    if (resource.id.input === undefined) continue;
    const listing = await listingOf(resource, { service, target: cleanUpTarget });
    for (const id of listing?.ids ?? []) {
      if (isMadeFrom(namePrefix, id) && !known.has(id) && !found.has(id))
        found.set(id, leftOf({ resource, id }, STRAY));
    }
  }
  return [...found.values()];
}
