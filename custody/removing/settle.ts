import { isSuccess, isUnserved, type Reply } from "#protocol/answers/reply.ts";
import type { Target } from "#endpoint/target.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isProvedAbsent } from "#custody/looking/look-for.ts";
import { listingOf } from "#custody/looking/lost-name.ts";
import { patientLooks } from "#custody/looking/patient-looks.ts";
import { waitUntilShown } from "#custody/looking/wait-until-shown.ts";
import { unlessAccessLost } from "#custody/looking/unless-access-lost.ts";
import { depthOf, keyOf, type MadeResource, outermost } from "#custody/resources/made-resource.ts";
import {
  type Custody,
  isNowhere,
  isSaidUnknown,
  lookAtMade,
  noteStray,
  resemblesRun,
  settleAbsent,
} from "#custody/resources/resource-account.ts";
import { isAddressed, provesUnlisted, type ResourceListing, showsNone } from "#custody/resources/resource-requests.ts";
import type { Accounted, ResourceDoubt } from "#custody/resources/resource-states.ts";
import { STRAY } from "./cluster-left.ts";
import { deepestFirst, inBatches } from "./removal-order.ts";
import { anotherThere, describedAs, isGoing, leave, leaveIfTold, removeAccounted } from "./remove-accounted.ts";
import { describeOnceSettled, isOverdue, readsSettled } from "./once-settled.ts";
import { settleLost } from "./settle-lost.ts";
import { forgetUnlisted, kindsShowingNobodys, type Lists, settleStrays } from "./settle-strays.ts";

/**
 * Before a run ends: removes what is alive, children first, tries again to remove what is left, and looks for everything
 * that has not been proved absent, in the list of its kind if there is one, otherwise by itself. What can be neither removed
 * nor proved absent gets the state `left`.
 */
export async function settleAccount(given: Custody): Promise<void> {
  const custody = { ...given, cleanUpTarget: patientLooks(onFreshConnections(given.cleanUpTarget), given.clock) };
  const { account } = custody;
  const { states } = account;
  // What was deleted without waiting has had its time by now.
  account.removals.lasting.clear();
  await noticeGone(custody);
  if (isAnyDoubted(custody)) await waitUntilShown(account.lastDoubtAt, custody);
  // Before what is alive, which may serve as a control of what is not.
  await removeAll(
    custody,
    states.in("doubtful", "unproven").filter((known) => isAskedAgain(custody, known)),
  );
  await removeAll(custody, states.in("alive"));
  await removeLeft(custody);
  await noticeGone(custody);
  for (const lost of account.unnamed.values()) await settleLost(custody, lost);
  const unproven = states.in("doubtful", "unproven", "asked").filter(({ made }) => made.parent === undefined);
  // After a 403, say, the endpoint may still have made it; after a 200 to a removal it may still have it.
  if (unproven.length === 0 && account.counts.created === 0 && account.strays.size === 0) return;
  const first = await listsOnceSettled(custody);
  noteStrays(custody, first);
  const there = stillThere(custody, first);
  for (const made of there) states.reopen(made);
  await removeAll(
    custody,
    there.flatMap((made) => states.get(made) ?? []),
    true,
  );
  const lists = there.some((made) => isMadeAndNeverRemoved(custody, made)) ? await listsOnceSettled(custody) : first;
  const sought = new Map([...unproven.map(({ made }) => made), ...there].map((made) => [keyOf(made), made]));
  await inBatches([...sought.values()], async (made) => {
    const prove = (): Promise<void> => proveAbsent(custody, made, lists.get(made.resource));
    await unlessAccessLost(prove, (reason) => {
      if (states.get(made)?.doubt !== undefined)
        leaveIfTold(custody, made, { reason: `nobody can say whether it is there: ${reason}` });
    });
  });
  await noticeUnlisted(custody, lists);
  await settleStrays(custody, lists);
  await forgetUnlisted(custody, lists);
  forgetBelowGone(custody);
}

/**
 * An answer said that it was made, and none ever that it was removed: where the list names it still, it proves nothing that
 * no request finds it, as where an endpoint reads a name in another way than it wrote it.
 */
function isMadeAndNeverRemoved({ account }: Custody, made: MadeResource): boolean {
  const { created, removedAt } = account.states.get(made) ?? {};
  return created === true && removedAt === undefined;
}

export const LISTED_ALONE = "it was made, and the list names it still, although no request finds it";

/** Children first, and those of one depth beside each other. */
async function removeAll(custody: Custody, known: readonly Accounted[], isListed = false): Promise<void> {
  const { account, tellRemoved } = custody;
  let done = 0;
  if (known.length > 0) tellRemoved?.(done, known.length);
  await deepestFirst(
    known,
    ({ made }) => depthOf(made),
    async ({ made }) => {
      // It may have gone with what it belongs to.
      if (!account.states.is(made, "settled")) await removeAccounted(custody, made, { atEnd: true, isListed });
      done += 1;
      tellRemoved?.(done, known.length);
    },
  );
}

/** Again for as long as that removes some: a target may delete one of a kind at a time, and refuse the others meanwhile. */
async function removeLeft(custody: Custody): Promise<void> {
  const { states } = custody.account;
  for (
    let before = Infinity, left = states.in("left");
    left.length > 0 && left.length < before;
    left = states.in("left")
  ) {
    before = left.length;
    await removeAll(custody, left);
  }
}

/** What may be gone although no answer says so, and which is unknown now, counts as removed. */
async function noticeGone(custody: Custody): Promise<void> {
  const { states } = custody.account;
  const maybe = states.in("alive", "left").filter(({ mayBeGone, mayBeTheirs }) => mayBeGone && !mayBeTheirs);
  await inBatches(maybe, async ({ made }) => {
    if (
      await unlessAccessLost(
        () => isUnknown(custody, made),
        () => false,
      )
    )
      states.unproven(made);
  });
}

async function isUnknown(custody: Custody, made: MadeResource): Promise<boolean> {
  const { service } = custody;
  const described = await lookAtMade(custody, made);
  if (described === undefined) return false;
  if (showsNone(service, made.resource, described)) return true;
  return isSaidUnknown(custody, made, described);
}

/** Only an answer to this very request proves absence, not one that belongs to an earlier request on the connection. */
function onFreshConnections(target: Target): Target {
  return { ...target, send: (request, options) => target.send(request, { ...options, fresh: true }) };
}

/** It may have been made since it was last removed; where a name is enough, that is asked for without a look. */
function isAskedAgain({ trustsNames }: Custody, { state, doubt, removedAt }: Accounted): boolean {
  const isOpen = doubt !== undefined && doubt.kind !== "refused" && removedAt === undefined;
  return state === "doubtful" || (trustsNames === true && isOpen);
}

/** Some name is in doubt. If nothing was ever made, the refusals are believed, and need no wait. */
function isAnyDoubted({ account }: Custody): boolean {
  const kinds: readonly ResourceDoubt["kind"][] =
    account.counts.created > 0 ? ["lost", "failed", "refused"] : ["lost", "failed"];
  return account.states
    .in("doubtful", "unproven")
    .some(({ doubt }) => doubt !== undefined && kinds.includes(doubt.kind));
}

/** What the endpoint lists. If it shows what was removed, it is asked again once reads should have caught up. */
async function listsOnceSettled(custody: Custody): Promise<Lists> {
  const lists = await listAll(custody);
  const there = stillThere(custody, lists);
  custody.account.stillShown += there.filter((made) => isOverdue(custody, made)).length;
  return there.length > 0 && (await readsSettled(custody)) ? listAll(custody) : lists;
}

async function listAll({ account, service, cleanUpTarget: target }: Custody): Promise<Lists> {
  const kinds = new Set<Resource>();
  for (const { made } of account.states.all()) if (made.parent === undefined) kinds.add(made.resource);
  const lists = new Map<Resource, ResourceListing | undefined>();
  for (const kind of kinds) lists.set(kind, await listingOf(kind, { service, target }));
  return lists;
}

/** An endpoint altered a name, or made something besides: nobody knows whose it is. */
function noteStrays(custody: Custody, lists: Lists): void {
  // One list may name what another kind's does, too.
  const known = new Set(custody.account.states.all().map(({ made }) => made.id));
  for (const [resource, listing] of lists) {
    // What has a name of the service's is looked for by its tag and its time.
    if (resource.id.input === undefined) continue;
    for (const id of listing?.ids ?? []) {
      const made = { resource, id };
      if (resemblesRun(custody, made) && !known.has(id)) noteStray(custody, { made, reason: STRAY });
    }
  }
}

function stillThere(custody: Custody, lists: Lists): MadeResource[] {
  const { states } = custody.account;
  return states.in("asked", "alive", "doubtful", "unproven", "settled").flatMap(({ made, state, tag, given }) => {
    const isListed = made.parent === undefined && lists.get(made.resource)?.ids.includes(made.id) === true;
    // What was removed under a name that anybody may have is told from the next one by a tag, or by what the target gave it.
    const isMarked = tag !== undefined || given !== undefined;
    const isTold =
      state !== "settled" || isMarked || resemblesRun(custody, made) || made.resource.id.input === undefined;
    return isListed && isTold ? [made] : [];
  });
}

/**
 * What is in doubt is described, whatever the list says; what was plainly refused only if the list does not prove it
 * absent. Where no path is served, neither that of any creation nor that of the description, nothing was made.
 */
async function proveAbsent(custody: Custody, made: MadeResource, listing: ResourceListing | undefined): Promise<void> {
  const { states } = custody.account;
  if (!states.is(made, "doubtful", "unproven", "asked")) return;
  const { doubt } = states.get(made) ?? {};
  if (doubt !== undefined || !provesUnlisted(listing, made.id)) {
    const described = await describeOnceSettled(custody, made);
    if (described !== undefined && isGoing(custody, made, described))
      return void leave(custody, made, { reason: stillGoing(made) });
    if (described !== undefined && states.shows(made, described)) return removeOnceMore(custody, made, listing);
    const isUnseen = described === undefined || isUnserved(described);
    const nowhere = isNowhere(custody, made.resource) && isUnseen && (doubt?.kind ?? "refused") === "refused";
    const isTheirs = described !== undefined && states.isTheirs(made, described);
    if (!isTheirs && isMadeAndNeverRemoved(custody, made) && listing?.ids.includes(made.id) === true)
      return void leave(custody, made, { reason: LISTED_ALONE });
    if (!nowhere && !isTheirs && !(await isAbsent(custody, made, described, listing))) {
      const isShown = listing?.ids.includes(made.id) === true && described !== undefined && isSuccess(described);
      if (doubt !== undefined || isShown) await removeUnseen(custody, made, described);
      return;
    }
  }
  settleAbsent(custody, made);
}

function stillGoing({ resource: { going } }: MadeResource): string {
  return `it was removed, and is shown as ${String(going?.is)} still`;
}

/**
 * What no description proves absent. If the description of the run's own name shows one of another name, or none at all,
 * the removal may tell more: nobody else can have that name. Where none is shown, a removal that succeeds is believed as it
 * is of those that were alive.
 */
async function removeUnseen(custody: Custody, made: MadeResource, described: Reply | undefined): Promise<void> {
  const { states } = custody.account;
  const isSeen = described !== undefined && isSuccess(described);
  const foreign = isSeen ? states.notOurs(made, described) : undefined;
  const isAsked = isSeen && states.bearsRun(made) && states.whyUntouchable(made, described) === undefined;
  const { state } = isAsked ? await removeAccounted(custody, made, { atEnd: true }) : { state: "left" };
  if (state === "absent" || (state === "removed" && foreign === undefined)) return settleAbsent(custody, made);
  const why = foreign ?? (described === undefined ? "nothing describes it" : describedAs(made, described));
  leaveIfTold(custody, made, { reason: `nobody can say whether it is there: ${why}` });
}

/** Removes what appeared late, or reappeared. */
async function removeOnceMore(
  custody: Custody,
  made: MadeResource,
  listing: ResourceListing | undefined,
): Promise<void> {
  const { states } = custody.account;
  states.reopen(made);
  await removeAccounted(custody, made, { atEnd: true });
  const described = await describeOnceSettled(custody, made);
  if (described === undefined) return;
  if (isGoing(custody, made, described)) leave(custody, made, { reason: stillGoing(made) });
  else if (states.shows(made, described)) leave(custody, made, { reason: STILL_THERE });
  else if (states.is(made, "unproven") && (await isAbsent(custody, made, described, listing)))
    settleAbsent(custody, made);
}

export const STILL_THERE = "it is there again after each removal";

/** By what describes it, or by the list that was read. */
async function isAbsent(
  custody: Custody,
  made: MadeResource,
  described: Reply | undefined,
  listing: ResourceListing | undefined,
): Promise<boolean> {
  const { service, cleanUpTarget: target, account } = custody;
  if (described !== undefined && isAddressed(made) && showsNone(service, made.resource, described)) return true;
  const another = (one: MadeResource): MadeResource | undefined => anotherThere(custody, one);
  const looker = { service, target, another, listed: () => Promise.resolve(listing) };
  return isProvedAbsent(made, described, looker, account.states.wasCreated(made));
}

/**
 * Of what is left, what the whole list lacks is not there: where nothing else can be asked about it, since no request can
 * name it or a name that nobody has is shown as well, or where its removal was answered with a 404 that proves nothing by
 * itself.
 */
async function noticeUnlisted(custody: Custody, lists: Lists): Promise<void> {
  const { states } = custody.account;
  const unlisted = states.in("left").filter(({ made }) => {
    return made.parent === undefined && provesUnlisted(lists.get(made.resource), made.id);
  });
  const showing = await kindsShowingNobodys(custody, unlisted);
  await inBatches(unlisted, async ({ made, mayBeGone }) => {
    const isAsked = isAddressed(made) && !showing.has(made.resource);
    if (isAsked && !mayBeGone) return;
    const described = isAsked ? await lookAtMade(custody, made) : undefined;
    const prove = (): Promise<boolean> => isAbsent(custody, made, described, lists.get(made.resource));
    if (await unlessAccessLost(prove, () => false)) settleAbsent(custody, made);
  });
}

/** What was asked for below something that is gone is gone with it, so a sweep need not look for it. */
function forgetBelowGone(custody: Custody): void {
  const { states } = custody.account;
  for (const { made } of states.in("asked", "unproven", "doubtful"))
    if (made.parent !== undefined && !states.is(outermost(made), "asked", "alive", "doubtful", "unproven", "left"))
      settleAbsent(custody, made);
}
