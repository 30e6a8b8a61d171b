import { doublingPauses } from "../../endpoint/doubling-pauses.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnserved, type Reply } from "../../protocol/answers/reply.ts";
import type { Target } from "../../endpoint/target.ts";
import { looksUnknown } from "../looking/absence.ts";
import { provesClusterAbsent } from "../looking/cluster-absence.ts";
import { canBeAddressed, UNKNOWN_CLUSTER } from "../looking/cluster-requests.ts";
import { listClusters } from "../looking/list-clusters.ts";
import { patientLooks } from "../looking/patient-looks.ts";
import { DEPARTING } from "../looking/shown-cluster.ts";
import { waitUntilShown } from "../looking/time-to-show.ts";
import { whileAccess } from "../looking/while-access.ts";
import type { Doubt } from "../ownership/name-states.ts";
import { removeNamed, settleAbsent, type RegistrationParts } from "../registering/registration-parts.ts";
import { provesUnlisted, type ResourceListing } from "../resources/resource-requests.ts";
import { STRAY } from "./cluster-left.ts";
import { inTurns } from "./in-turns.ts";
import { isGoing, lookAtCluster, leaveIfTold, removeOurs, type FoundAtTarget } from "./remove-ours.ts";

/**
 * Before a run ends: removes what is alive, tries again to remove what is left, and looks for every name that has not
 * been proved absent, in the list if there is one, otherwise by its name. Resolves to what existed although it had been
 * refused. What can be neither removed nor proved absent gets the state `left`.
 */
export async function settleNames(given: RegistrationParts): Promise<FoundAtTarget[]> {
  const parts = { ...given, cleanUpTarget: patientLooks(onFreshConnections(given.cleanUpTarget), given.clock) };
  const { states } = parts;
  await noticeGone(parts);
  const found = await removeOurs(parts, states.namesIn("alive", "doubtful"));
  await removeOurs(parts, states.namesIn("left"));
  await noticeGone(parts);
  const unproven = new Set(states.namesIn("doubtful", "unproven", "asked"));
  // After a 403, say, the endpoint may still have created the cluster; after a 200 to a deregistration it may still
  // have it.
  if (unproven.size === 0 && parts.tally.registered === 0) return found;
  if (isAnyDoubted(parts)) await waitUntilShown(parts.tally.lastDoubtAt, parts);
  const listing = await whileAccess(
    () => listOnceSettled(parts),
    () => undefined,
  );
  for (const name of listing?.ids ?? [])
    if (states.resembles(name) && !states.has(name)) parts.tally.strays.set(name, STRAY);
  const there = stillThere(parts, listing);
  for (const name of there) states.reopen(name);
  found.push(...(await removeOurs(parts, there)));
  await inTurns([...new Set([...unproven, ...there])], async (name) => {
    const prove = (): Promise<FoundAtTarget[]> => proveAbsent(parts, name, listing);
    const untold = (reason: string): FoundAtTarget[] => {
      if (parts.states.get(name)?.doubt !== undefined)
        leaveIfTold(parts, name, `nobody can say whether it is there: ${reason}`);
      return [];
    };
    found.push(...(await whileAccess(prove, untold)));
  });
  await noticeUnlisted(parts, listing);
  await settleStrays(parts, listing);
  await forgetUnlisted(parts, listing);
  return found;
}

/**
 * Of what is left, what the whole list lacks is not there: where nothing else can be asked about it, since no request can
 * name it or a name that nobody has is shown as well, or where its removal was answered with a 404 that proves nothing by
 * itself.
 */
async function noticeUnlisted(parts: RegistrationParts, listing: ResourceListing | undefined): Promise<void> {
  const { states } = parts;
  const unlisted = states.namesIn("left").filter((name) => provesUnlisted(listing, name));
  if (unlisted.length === 0) return;
  const isAnyShown = await showsNobodys(parts);
  await inTurns(unlisted, async (name) => {
    const isAsked = canBeAddressed(name) && !isAnyShown;
    if (isAsked && states.get(name)?.mayBeGone !== true) return;
    const prove = async (): Promise<boolean> =>
      isAbsent(parts, name, { described: isAsked ? await lookAtCluster(parts, name) : undefined, notListed: true });
    if (await whileAccess(prove, () => false)) settleAbsent(parts, name);
  });
}

/**
 * A name that the run never sent, and that an answer or a list showed, is forgotten once its cluster is gone, or shows that
 * it was there before the run. One that shows the run's tag is removed.
 */
async function settleStrays(parts: RegistrationParts, listing: ResourceListing | undefined): Promise<void> {
  const { tally, states, runTag } = parts;
  const isUnlisted = (name: string): boolean => listing?.ids.includes(name) !== true;
  const names = [...tally.strays.keys()].filter((name) => isUnlisted(name) || !states.resembles(name));
  const showsAny = names.some(isUnlisted) && (await showsNobodys(parts));
  await inTurns(names.filter(canBeAddressed), async (name) => {
    const look = (): Promise<Reply> => lookAtCluster(parts, name);
    const described = await whileAccess(look, () => undefined);
    if (described === undefined) return;
    const isUnknown = (): Promise<boolean> => looksUnknown(described, look, UNKNOWN_CLUSTER);
    const isGone = (await whileAccess(isUnknown, () => false)) || (showsAny && isUnlisted(name));
    if (isGone || states.isOlder(name, described)) tally.strays.delete(name);
    else if (runTag !== undefined && states.bearsTag(name, described, runTag)) await removeStray(parts, name);
  });
}

/** It is the run's by its tag. */
async function removeStray(parts: RegistrationParts, name: string): Promise<void> {
  const { tally, clock } = parts;
  const removal = await removeNamed(parts, name);
  if (removal.state === "left") return void tally.strays.set(name, removal.reason);
  tally.strays.delete(name);
  tally.registered += 1;
  tally.deregistered += 1;
  tally.lastRemovedAt = clock.now();
}

/** An endpoint that shows a cluster under a name that nobody has shows nothing by that. */
async function showsNobodys(parts: RegistrationParts): Promise<boolean> {
  const look = async (): Promise<boolean> => isSuccess(await lookAtCluster(parts, parts.states.nobodys));
  return whileAccess(look, () => false);
}

/** A name that nothing but the list shows is forgotten once the list, which may lag behind, lacks it. */
async function forgetUnlisted(parts: RegistrationParts, first: ResourceListing | undefined): Promise<void> {
  const { clock, consistencyMs, cleanUpTarget } = parts;
  const { unreachable } = parts.tally;
  const pauses = doublingPauses(clock, { firstMs: 50, longestMs: 1_000 });
  const deadline = clock.now() + consistencyMs;
  for (let listing = first; unreachable.size > 0;) {
    for (const name of unreachable) if (provesUnlisted(listing, name)) unreachable.delete(name);
    if (unreachable.size === 0 || !(await pauses.within(deadline))) return;
    listing = await whileAccess(
      () => listClusters(cleanUpTarget),
      () => undefined,
    );
  }
}

/** A cluster that may be gone although no answer says so, and which is unknown now, counts as deregistered. */
async function noticeGone(parts: RegistrationParts): Promise<void> {
  const { states } = parts;
  const maybe = states.namesIn("alive", "left").filter((name) => states.get(name)?.mayBeGone === true);
  await inTurns(maybe, async (name) => {
    if (await isUnknown(parts, name)) states.unproven(name);
  });
}

async function isUnknown(parts: RegistrationParts, name: string): Promise<boolean> {
  const look = (): Promise<Reply> => lookAtCluster(parts, name);
  return whileAccess(
    async () => looksUnknown(await look(), look, UNKNOWN_CLUSTER),
    () => false,
  );
}

/** Only an answer to this very request proves absence, not one that belongs to an earlier request on the connection. */
function onFreshConnections(target: Target): Target {
  return { ...target, send: (request, options) => target.send(request, { ...options, fresh: true }) };
}

/**
 * What the endpoint lists. If it shows clusters that were removed, it is asked again once reads should have caught up.
 */
async function listOnceSettled(parts: RegistrationParts): Promise<ResourceListing | undefined> {
  const listing = await listClusters(parts.cleanUpTarget);
  const there = stillThere(parts, listing);
  parts.tally.stillShown += there.filter((name) => isOverdue(parts, name)).length;
  if (there.length === 0 || !(await readsSettled(parts))) return listing;
  return listClusters(parts.cleanUpTarget);
}

function stillThere({ states }: RegistrationParts, listing: ResourceListing | undefined): string[] {
  return [...new Set(listing?.ids)].filter((name) => states.has(name) && !states.is(name, "left"));
}

/** It was removed so long ago that it should be gone, however slowly clusters go. */
function isOverdue({ states, clock, consistencyMs }: RegistrationParts, name: string): boolean {
  const { removedAt = Infinity } = states.get(name) ?? {};
  return clock.now() >= removedAt + DEPARTING * consistencyMs;
}

/** After so many clusters that were still shown after the wait, further waiting does not help. */
const HOPELESS = 5;

/**
 * Waits until reads should show the latest removal; false if they should already, or if waiting has not helped before.
 */
async function readsSettled(parts: RegistrationParts): Promise<boolean> {
  return parts.tally.stillShown < HOPELESS && waitUntilShown(parts.tally.lastRemovedAt, parts);
}

const STILL_GOING = "it was deregistered, and is shown as DELETING still";

/**
 * Describes a name. If it is shown, describes it once more when reads should show the latest removal; if it is shown as
 * being deregistered, until it is gone, or has had the time for that.
 */
async function describeOnceSettled(parts: RegistrationParts, name: string): Promise<Reply> {
  const { clock, consistencyMs, states, tally } = parts;
  const describe = (): Promise<Reply> => lookAtCluster(parts, name);
  const first = await describe();
  let last = states.shows(name, first) && (await readsSettled(parts)) ? await describe() : first;
  const pauses = doublingPauses(clock, { firstMs: 50, longestMs: 2_000 });
  const deadline = tally.lastRemovedAt + DEPARTING * consistencyMs;
  const mayGo = (): boolean => tally.stillShown < HOPELESS && isGoing(parts, name, last) && !isOverdue(parts, name);
  while (mayGo() && clock.now() < deadline) {
    await pauses.upTo(deadline);
    last = await describe();
  }
  if (parts.states.shows(name, last)) parts.tally.stillShown += 1;
  return last;
}

/** Some name is in doubt. If nothing was ever registered, the refusals are believed, and need no wait. */
function isAnyDoubted({ states, tally }: RegistrationParts): boolean {
  const kinds: readonly Doubt["kind"][] = tally.registered > 0 ? ["lost", "failed", "refused"] : ["lost", "failed"];
  return states.namesIn("doubtful", "unproven").some((name) => {
    const doubt = states.get(name)?.doubt;
    return doubt !== undefined && kinds.includes(doubt.kind);
  });
}

/**
 * A name in doubt is described, whatever the list says; a plainly refused one only if the list does not prove it
 * absent. Where no path is served, neither that of any registration nor that of the description, nothing was registered.
 */
async function proveAbsent(
  parts: RegistrationParts,
  name: string,
  listing: ResourceListing | undefined,
): Promise<FoundAtTarget[]> {
  const { states } = parts;
  if (!states.is(name, "doubtful", "unproven", "asked")) return [];
  const notListed = provesUnlisted(listing, name);
  const doubted = states.get(name)?.doubt !== undefined;
  if (doubted || !notListed) {
    const described = await describeOnceSettled(parts, name);
    if (isGoing(parts, name, described)) {
      states.left(name, STILL_GOING);
      return [];
    }
    if (states.shows(name, described)) return removeOnceMore(parts, name);
    const isNowhere = !doubted && !parts.tally.everServed && isUnserved(described);
    if (!isNowhere && !states.isTheirs(name, described) && !(await isAbsent(parts, name, { described, notListed }))) {
      const isListed = listing?.ids.includes(name) === true;
      if (doubted || (isListed && isSuccess(described))) await removeUnseen(parts, name, described);
      return [];
    }
  }
  settleAbsent(parts, name);
  return [];
}

/**
 * A name that no description proves absent. If the description of the run's own name shows a cluster of another name, or
 * none at all, the removal may tell more: nobody else can have that name. Where none is shown, a removal that succeeds is
 * believed as it is of those that were alive.
 */
async function removeUnseen(parts: RegistrationParts, name: string, described: Reply): Promise<void> {
  const { states } = parts;
  const foreign = isSuccess(described) ? states.notOurs(name, described) : undefined;
  const isAsked = isSuccess(described) && states.bearsRun(name) && states.whyUntouchable(name, described) === undefined;
  const { state } = isAsked ? await removeNamed(parts, name) : { state: "left" };
  if (state === "absent" || (state === "removed" && foreign === undefined)) settleAbsent(parts, name);
  else leaveIfTold(parts, name, `nobody can say whether it is there: ${foreign ?? describeReply(described)}`);
}

/** Removes a cluster that appeared late, or reappeared. */
async function removeOnceMore(parts: RegistrationParts, name: string): Promise<FoundAtTarget[]> {
  parts.states.reopen(name);
  const found = await removeOurs(parts, [name]);
  const described = await describeOnceSettled(parts, name);
  if (isGoing(parts, name, described)) parts.states.left(name, STILL_GOING);
  else if (parts.states.shows(name, described)) parts.states.left(name, "it is there again after each deregistration");
  else if (parts.states.is(name, "unproven") && (await isAbsent(parts, name, { described, notListed: false })))
    settleAbsent(parts, name);
  return found;
}

function isAbsent({ states }: RegistrationParts, name: string, { described, notListed }: LookAtEnd): Promise<boolean> {
  const created = states.get(name)?.created === true;
  return provesClusterAbsent({ name, created, described }, () => notListed);
}

interface LookAtEnd {
  /** Undefined where no request can ask for the name. */
  readonly described: Reply | undefined;
  readonly notListed: boolean;
}
