import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { listingOf } from "#custody/looking/lost-name.ts";
import { unlessAccessLost } from "#custody/looking/unless-access-lost.ts";
import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import {
  type Custody,
  isSaidUnknown,
  lookAtMade,
  noteRemoved,
  resemblesRun,
  type StrayResource,
} from "#custody/resources/resource-account.ts";
import { isAddressed, provesUnlisted, type ResourceListing, showsNone } from "#custody/resources/resource-requests.ts";
import { inBatches } from "./removal-order.ts";
import { removeMade } from "./remove-accounted.ts";

/** What the lists of the kinds that belong to nothing say; undefined where there is no list. */
export type Lists = ReadonlyMap<Resource, ResourceListing | undefined>;

/** Kinds of these of which the endpoint shows one under a name that nobody has: it shows nothing by that. */
export async function kindsShowingNobodys(
  custody: Custody,
  these: readonly { readonly made: MadeResource }[],
): Promise<ReadonlySet<Resource>> {
  const showing = new Set<Resource>();
  for (const resource of new Set(these.map(({ made }) => made.resource))) {
    const look = (): Promise<Reply | undefined> => lookAtMade(custody, { resource, id: `${custody.namePrefix}nobody` });
    const described = await unlessAccessLost(look, () => undefined);
    if (described !== undefined && isSuccess(described)) showing.add(resource);
  }
  return showing;
}

/**
 * What the run never asked for, and that an answer or a list showed, is forgotten once it is gone, or shows that it was
 * there before the run. What shows the run's tag is removed.
 */
export async function settleStrays(custody: Custody, lists: Lists): Promise<void> {
  const { account, service, runTag } = custody;
  const { strays, states } = account;
  const isUnlisted = ({ resource, id }: MadeResource): boolean => lists.get(resource)?.ids.includes(id) !== true;
  const sought = [...strays.values()].filter(({ made }) => isUnlisted(made) || !resemblesRun(custody, made));
  const showing = await kindsShowingNobodys(
    custody,
    sought.filter(({ made }) => isUnlisted(made)),
  );
  await inBatches(sought, async (stray) => {
    const { made } = stray;
    if (!isAddressed(made)) return;
    const look = (): Promise<Reply | undefined> => lookAtMade(custody, made);
    const described = await unlessAccessLost(look, () => undefined);
    if (described === undefined) return;
    const isUnknown = async (): Promise<boolean> =>
      showsNone(service, made.resource, described) || isSaidUnknown(custody, made, described);
    const isGone = (await unlessAccessLost(isUnknown, () => false)) || (isUnlisted(made) && showing.has(made.resource));
    if (isGone || states.isOlder(made, described)) strays.delete(keyOf(made));
    else if (runTag !== undefined && states.bearsTag(made, described, runTag)) await removeStray(custody, stray);
  });
}

/** It is the run's by its tag. */
async function removeStray(custody: Custody, { made }: StrayResource): Promise<void> {
  const { account } = custody;
  const fate = await removeMade(custody, made, { atEnd: true });
  if (fate.state === "left") return void account.strays.set(keyOf(made), { made, reason: fate.reason });
  account.strays.delete(keyOf(made));
  account.counts.created += 1;
  account.counts.removed += 1;
  noteRemoved(custody, made);
}

/** What nothing but a list shows is forgotten once the list, which may lag behind, lacks it. */
export async function forgetUnlisted(custody: Custody, first: Lists): Promise<void> {
  const { clock, consistencyMs, account, service, cleanUpTarget: target } = custody;
  const { unreachable } = account;
  const pauses = doublingPauses(clock, { firstMs: 50, longestMs: 1_000 });
  const deadline = clock.now() + consistencyMs;
  for (let lists = first; unreachable.size > 0;) {
    for (const [key, { resource, id }] of unreachable)
      if (provesUnlisted(lists.get(resource), id)) unreachable.delete(key);
    if (unreachable.size === 0 || !(await pauses.within(deadline))) return;
    const kinds = new Set([...unreachable.values()].map(({ resource }) => resource));
    const again = new Map<Resource, ResourceListing | undefined>();
    for (const kind of kinds) again.set(kind, await listingOf(kind, { service, target }));
    lists = again;
  }
}
