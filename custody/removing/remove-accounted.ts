import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, lostReply, type Reply } from "#protocol/answers/reply.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import { isForbiddenId, refusesToLook } from "#custody/looking/forbidden-name.ts";
import { DELETION_LASTS } from "#custody/looking/wait-until-shown.ts";
import { unlessAccessLost } from "#custody/looking/unless-access-lost.ts";
import { showsAnother } from "#custody/ownership/ownership.ts";
import { belongsTo, keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import {
  type Custody,
  isSaidUnknown,
  lookAtMade,
  noteRemoved,
  settleAbsent,
} from "#custody/resources/resource-account.ts";
import type { Accounted } from "#custody/resources/resource-states.ts";
import { isShownGoing } from "./after-removal.ts";
import { type ResourceFate, resourceRemover } from "./remove-resource.ts";

/** What became of one that was to be removed; `refusedAs`: it existed although its creation was answered so, in words. */
export type AccountedFate = ResourceFate & { readonly refusedAs?: string };

export interface Removing {
  /** Told each answer to the operation that deletes it. */
  readonly see?: ((reply: Reply) => void) | undefined;
  /** Nobody will look again later. */
  readonly atEnd: boolean;
  /** The list of its kind names it. */
  readonly isListed?: boolean;
}

/** What takes longer to go is waited for at the end, all of it at once. Milliseconds. */
const SLOW_MS = 1_000;

/** Removes what the run asked for, unless it may be somebody else's; with it goes what belongs to it. */
export async function removeAccounted(
  custody: Custody,
  made: MadeResource,
  removing: Removing,
): Promise<AccountedFate> {
  const known = custody.account.states.get(made);
  const remove = (): Promise<AccountedFate> =>
    known === undefined || known.state === "alive" || known.state === "left"
      ? removeAlive(custody, made, removing)
      : removeDoubtful(custody, known, removing);
  return unlessAccessLost(remove, (reason) =>
    leaveIfTold(custody, made, { reason, ours: known?.state === "left" ? !known.mayBeTheirs : undefined }),
  );
}

/**
 * A plain name may be somebody else's, even if the endpoint said that it made it for us: its marks decide. One that was
 * left for that reason, whatever its name holds, is removed only after a look has shown that it is ours.
 */
async function removeAlive(custody: Custody, made: MadeResource, removing: Removing): Promise<AccountedFate> {
  const { states } = custody.account;
  const mayBeTheirs = states.get(made)?.mayBeTheirs === true;
  if (!states.bearsRun(made) || mayBeTheirs) {
    const described = await lookAtMade(custody, made);
    const foreign = described && isSuccess(described) ? states.notOurs(made, described) : undefined;
    if (foreign !== undefined) {
      return leave(custody, made, { reason: `${foreign}, so it may be somebody else's`, ours: false });
    }
    if (mayBeTheirs && (described === undefined || !isSuccess(described))) {
      if (described !== undefined && mayBeMissing(described)) return unproven(custody, made);
      return { state: "left", reason: states.get(made)?.reason ?? NOT_DESCRIBED };
    }
  }
  return removeForSure(custody, made, removing);
}

async function removeDoubtful(custody: Custody, known: Accounted, removing: Removing): Promise<AccountedFate> {
  const { made, doubt } = known;
  const { states } = custody.account;
  const isCertain = states.bearsRun(made);
  // What a list alone shows, and what was refused, may not be there.
  const needsNoLook = isCertain && custody.trustsNames === true && doubt !== undefined && doubt.kind !== "refused";
  const described = needsNoLook ? undefined : await lookAtMade(custody, made);
  if (described === undefined && !isCertain) return leaveIfTold(custody, made, { reason: NOT_DESCRIBED, ours: false });
  if (described !== undefined) {
    if (states.isTheirs(made, described)) {
      settleAbsent(custody, made);
      return { state: "absent" };
    }
    if (isGoing(custody, made, described)) return unproven(custody, made);
    const left = whyLeft(custody, made, described);
    if (left !== undefined) return left;
    if (!isSuccess(described) && !isCertain && mayBeMissing(described)) return unproven(custody, made);
    if (!isSuccess(described) && !isCertain)
      return leaveUnlessForbidden(custody, made, described, { reason: nobodyKnows(describedAs(made, described)) });
    if (doubt?.kind === "refused" && !states.shows(made, described)) {
      // If a look confirms the refusal, it is believed for now; the run looks again at the end.
      if (await isSaidUnknown(custody, made, described)) return unproven(custody, made);
      // Likewise if nothing shows whose it is: what was refused probably does not exist.
      if (!removing.atEnd && !mayBeMissing(described)) return { state: "absent" };
    }
  }
  const fate = await removeForSure(custody, made, { atEnd: removing.atEnd });
  // At the end it has had the time to appear, unless a look shows it.
  const isSeen = described !== undefined && isSuccess(described);
  const isProved = removing.atEnd && removing.isListed !== true && !isSeen;
  if (fate.state === "absent" && isProved) settleAbsent(custody, made);
  const isFound = fate.state === "removed" && doubt !== undefined && doubt.kind !== "lost";
  return isFound ? { ...fate, refusedAs: doubt.reason } : fate;
}

/** What is shown, and nobody may touch. */
function whyLeft(custody: Custody, made: MadeResource, described: Reply): AccountedFate | undefined {
  const { states } = custody.account;
  const isTrusted = states.bearsRun(made) && custody.trustsNames === true;
  const untouchable = isSuccess(described) && !isTrusted ? states.whyUntouchable(made, described) : undefined;
  if (untouchable === undefined) return undefined;
  const reason = nobodyKnows(untouchable);
  if (!states.bearsRun(made)) return leaveIfTold(custody, made, { reason, ours: false });
  // Under a name that holds the run's id something is there.
  return leave(custody, made, { reason, ours: false });
}

/** What a look at it was answered with. */
export function describedAs({ resource }: MadeResource, described: Reply): string {
  return `${resource.describe?.operation} answered ${describeReply(described)}`;
}

const NOT_DESCRIBED = "nobody can say whose it is: nothing describes it";

function nobodyKnows(why: string): string {
  return `nobody can say whose it is: ${why}`;
}

/** Nothing says that it is there: it is looked for again at the end. */
function unproven({ account }: Custody, made: MadeResource): AccountedFate {
  account.states.unproven(made);
  return { state: "absent" };
}

/** It was removed, and is shown to be at it still: no more can be asked for. */
export function isGoing({ account }: Custody, made: MadeResource, described: Reply): boolean {
  const known = account.states.get(made);
  return isShownGoing(made.resource, described) && known?.created === true && known.doubt === undefined;
}

/**
 * Removes what is known to be ours. What was in doubt, or is not found, may still appear, so the run looks again at the end.
 */
async function removeForSure(custody: Custody, made: MadeResource, removing: Removing): Promise<AccountedFate> {
  const { account, clock } = custody;
  const { states, counts } = account;
  const wasDoubtful = states.is(made, "asked", "doubtful", "unproven", "settled");
  const wasGoing = states.get(made)?.isGoing === true;
  // Set first, because the run may end during the wait.
  states.mayBeGone(made, true);
  const found = await removeMade(custody, made, removing);
  const fate: ResourceFate = found.state === "absent" && wasGoing ? { state: "removed" } : found;
  const answer = fate.state === "left" ? fate.answer : undefined;
  // Nobody answered the last attempt, or the answer may be that there is none.
  states.mayBeGone(made, answer === undefined || lostReply(answer) || mayBeMissing(answer));
  if (fate.state === "left") {
    if (fate.isGoing === true) states.going(made);
    leaveUnlessForbidden(custody, made, answer, { reason: fate.reason, ours: true });
    return fate;
  }
  account.lastRemovedAt = clock.now();
  if (fate.state === "removed") {
    counts.removed += 1;
    noteRemoved(custody, made);
    if (wasDoubtful) {
      counts.created += 1;
      counts.unanswered = Math.max(0, counts.unanswered - 1);
    }
  }
  const isOuter = made.parent === undefined;
  if (!isOuter && fate.state === "absent") settleAbsent(custody, made);
  else if (isOuter && (wasDoubtful || fate.state === "absent")) states.unproven(made);
  else states.settled(made);
  settleBelow(custody, made, fate.state);
  return fate;
}

/** What belongs to something is gone with that. */
function settleBelow(custody: Custody, made: MadeResource, state: "removed" | "absent"): void {
  const { account, ledger, service } = custody;
  if (service.table.resources.every(({ parent }) => parent !== made.resource.name)) return;
  const key = keyOf(made);
  for (const { made: below, state: was } of account.states.in("asked", "alive", "doubtful", "unproven", "left")) {
    if (!belongsTo(below, key)) continue;
    account.states.settled(below);
    ledger.note(below, was === "asked" || was === "unproven" ? "absent" : state);
  }
}

/** Removes what is ours, and writes down what came of it; what is not found may still appear. */
export async function removeMade(
  custody: Custody,
  made: MadeResource,
  { see, atEnd }: Removing,
): Promise<ResourceFate> {
  const { account, service, cleanUpTarget: target, removing, ledger, consistencyMs, clock } = custody;
  const askedAt = account.states.get(made)?.times.at(-1)?.from ?? -Infinity;
  const another = (one: MadeResource): MadeResource | undefined => anotherThere(custody, one);
  const remove = resourceRemover(
    {
      ...{ ...removing, service, target, another, see },
      isSoughtLater: true,
      goingMs: DELETION_LASTS * consistencyMs,
      slowMs: atEnd ? undefined : SLOW_MS,
      heldMs: heldMsOf(custody, made, atEnd),
      stuckMs: consistencyMs,
      freshMs: askedAt + consistencyMs - clock.epoch(),
    },
    account.removals,
  );
  const claim = account.states.claimOn(made);
  const fate = await remove(made, claim.bearsRun ? undefined : (described) => showsAnother(described, claim));
  if (fate.state === "removed") ledger.note(made, "removed");
  return fate;
}

/** What goes with its parent is asked for by itself only as long as a refusal may be of the moment; its turn comes with that. */
function heldMsOf({ account, consistencyMs }: Custody, made: MadeResource, atEnd: boolean): number | undefined {
  if (made.parent === undefined || !account.states.is(made.parent, "alive", "left")) return undefined;
  if (atEnd) return 0;
  return made.resource.holds === true ? undefined : consistencyMs;
}

/** Of the same kind, and with the same parent. */
export function anotherThere({ account }: Custody, one: MadeResource): MadeResource | undefined {
  const parent = one.parent && keyOf(one.parent);
  return account.states
    .in("alive")
    .map(({ made }) => made)
    .find(
      (made) =>
        keyOf(made) !== keyOf(one) && made.resource === one.resource && (made.parent && keyOf(made.parent)) === parent,
    );
}

interface Left {
  readonly reason: string;
  readonly ours?: boolean | undefined;
}

/** A name that nothing may have, and that the endpoint therefore does not look for, is looked for in the list at the end. */
function leaveUnlessForbidden(
  custody: Custody,
  made: MadeResource,
  answer: Reply | undefined,
  left: Left,
): AccountedFate {
  const known = custody.account.states.get(made);
  const isForbidden = isForbiddenId(made.id, made.resource, custody.service.contract);
  const mayBeThere = known?.created === true || known?.doubt === undefined || !isForbidden;
  if (!mayBeThere && answer !== undefined && refusesToLook(answer)) return unproven(custody, made);
  return leaveIfTold(custody, made, left);
}

/**
 * What was seen, or what a request with a lost reply may have made, is reported as left behind. What is in doubt only
 * because of a refusal is not, if the endpoint never made anything: then it has nothing, and the journal still has the name.
 */
export function leaveIfTold(custody: Custody, made: MadeResource, { reason, ours }: Left): AccountedFate {
  const { states, counts, everAnswered } = custody.account;
  const doubt = states.get(made)?.doubt;
  const isTold = doubt === undefined || (doubt.kind === "lost" ? everAnswered : counts.created > 0);
  if (isTold) return leave(custody, made, { reason, ours });
  states.unproven(made);
  return { state: "left", reason };
}

/** It stays, and the journal says so. */
export function leave({ account, ledger }: Custody, made: MadeResource, { reason, ours }: Left): AccountedFate {
  const { states } = account;
  const isNoted = states.is(made, "left") && states.get(made)?.reason === reason;
  if (!isNoted) ledger.note(made, "left", { reason });
  states.left(made, reason, ours);
  return { state: "left", reason };
}
