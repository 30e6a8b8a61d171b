import { isMadeFrom } from "../ownership/run-prefix.ts";
import { type ClusterLeft, STRAY } from "../removing/cluster-left.ts";
import { leftOf } from "../resources/made-resource.ts";
import type { ResourceParts } from "../resources/resource-account.ts";
import type { SentLists } from "./list-sent.ts";

/**
 * What lists show at the end under a name of this run's form that the run never sent: the endpoint altered one, or made
 * something besides. Nobody knows whose it is, so it is told and never removed.
 */
export function straysOn(
  lists: SentLists,
  { account, namePrefix }: Pick<ResourceParts, "account" | "namePrefix">,
): ClusterLeft[] {
  const known = new Set([...account.sent.values(), ...account.open.values()].map(({ id }) => id));
  const strays = new Map<string, ClusterLeft>();
  for (const [resource, names] of lists) {
    // What has a name of the service's is looked for by its tag and its time.
    if (resource.id.input === undefined) continue;
    for (const id of names)
      if (isMadeFrom(namePrefix, id) && !known.has(id) && !strays.has(id))
        strays.set(id, leftOf({ resource, id }, STRAY));
  }
  return [...strays.values()];
}
