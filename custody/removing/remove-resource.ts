import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, readReply, type Reply } from "#protocol/answers/reply.ts";
import { paceOf } from "#protocol/answers/throttling.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Clock } from "#endpoint/clock.ts";
import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import { plainText } from "#spec/json/plain-text.ts";
import {
  afterRemoval,
  type EndsAt,
  isNoAnswer,
  isShownGoing,
  type IsTheirs,
  mayPass,
  noteBehind,
  type RemovalLook,
  type ShownAfter,
  statusAtWork,
  WAITS,
} from "./after-removal.ts";
import { removalAccount, waitsOf } from "./removal-account.ts";
import { mayBeMissing, saysUnknown, tellsUnknown } from "#custody/looking/absence.ts";
import { unlessAccessLost } from "#custody/looking/unless-access-lost.ts";
import { describeMade } from "#custody/looking/describe-made.ts";
import { isProvedAbsent } from "#custody/looking/look-for.ts";
import type { Looker } from "#custody/looking/looker.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { belongsBelow } from "#custody/ownership/whose-given-name.ts";
import {
  hasNoUnknownError,
  isAddressed,
  listResources,
  requestOn,
  showsNone,
} from "#custody/resources/resource-requests.ts";
import { unprotect } from "./unprotect.ts";

/** How long the removal of one resource may take. */
export interface RemovalTime {
  readonly clock: Clock;
  /** Milliseconds, without those for what belongs to it. */
  readonly budgetMs: number;
  /** Told each time that the target shows that it is still at it. */
  readonly goesOn?: (() => void) | undefined;
  /** What the run knows of states that never end, and is told. Default: nothing. */
  readonly learnt?: LearntStates | undefined;
  /** Whether the run has ended: then what is refused, and somebody removes later, is not waited for. Default: it has not. */
  readonly hasEnded?: (() => boolean) | undefined;
}

/** States that a target says it ends by itself, and never ends. */
export interface LearntStates {
  readonly neverEnds: (kind: string, status: string) => boolean;
  /** One was asked to go, and stayed in that state for as long as it may. */
  readonly stayed: (made: MadeResource, status: string, startedAt: number) => void;
}

export interface ResourceRemover extends Looker, RemovalTime {
  /** Milliseconds for one that is shown as being deleted, where that is more and nothing shortens them. Default: no more. */
  readonly goingMs?: number | undefined;
  /** Milliseconds for one that is refused, and shown at rest, since it may go with what it belongs to. Default: no fewer. */
  readonly heldMs?: number | undefined;
  /** The same for one that is shown in a state that never ends. */
  readonly stuckMs?: number | undefined;
  /** Milliseconds after which one that goes counts as one that stays, if somebody removes it later. Default: never. */
  readonly slowMs?: number | undefined;
  /** Then the word of the answer is enough for one that is as good as gone once it is shown as going. */
  readonly isSoughtLater?: boolean;
  /** Told each answer to the operation that deletes it. */
  readonly see?: ((reply: Reply) => void) | undefined;
  /** Milliseconds for which reads need not show it yet, since it was made just before. Default: none. */
  readonly freshMs?: number | undefined;
}

interface ResourceRemoval extends ResourceRemover, RemovalLook {
  readonly goingMs: number;
  /** The refusal that others of the kind met until they were given up. */
  readonly refusedBefore: string | undefined;
  /** How many of those milliseconds to wait for any answer other than a 5xx. */
  readonly answerMs: number;
}

/** What became of what was to be removed: it is removed, was never there, or is left, and why. */
type RemovalFate =
  { readonly state: "removed" } | { readonly state: "absent" } | { readonly state: "left"; readonly reason: string };

/**
 * If time ran out, `waitedFor` says what was waited for: an answer, if only 5xx or nothing came, or the end of the
 * resource, if the removal was answered.
 */
export type ResourceFate = RemovalFate & {
  readonly waitedFor?: Awaited | undefined;
  /** An answer said that it is being removed. */
  readonly isGoing?: boolean;
  /** It went although its removal was refused at first. */
  readonly wasRefused?: boolean;
  /** It was refused for as long as that is waited for. */
  readonly isHeld?: boolean;
  /** Of one that is left, the last answer to its removal. */
  readonly answer?: Reply | undefined;
};

type Awaited = "an answer" | "its end";

export type RemoveResource = (made: MadeResource, isTheirs?: IsTheirs) => Promise<ResourceFate>;

/** The next of a kind of few names may need the very name: those are waited for so many times longer. */
const FEW_NAMES = 10;

/**
 * Removes one resource after the other, and records the kinds of those removed. If removals keep getting no answer, or
 * resources keep staying, it stops waiting for the later ones.
 */
export function resourceRemover(remover: ResourceRemover, account = removalAccount()): RemoveResource {
  const { removed } = account;
  return async (made, isTheirs) => {
    const { name, fixed } = made.resource;
    const { learnt } = remover;
    const leaving = made.resource.going === undefined ? "" : plainText(made.resource.going.is);
    const neverGoes = learnt?.neverEnds(name, leaving) === true;
    const { endMs, answerMs } = waitsOf(account, name, neverGoes);
    const budgetMs = Math.min(remover.budgetMs, endMs);
    const goingMs = Math.min(Math.max(remover.goingMs ?? 0, remover.budgetMs), endMs);
    const began = remover.clock.now();
    const fate = await removeOrLeave(made, {
      ...{ ...remover, budgetMs, goingMs, answerMs, isTheirs, behind: account.behind },
      refusedBefore: account.refusals.get(name),
      freshUntil: began + (remover.freshMs ?? 0),
    });
    const isAsked = deletionOf(made, remover) !== undefined;
    if (fate.state === "removed" && isAsked) removed.add(name);
    const { waitedFor } = fate;
    if (waitedFor === "an answer") account.unanswered += 1;
    // What goes with its parent, or was never there, tells nothing of the answers to removals.
    else if (isAsked && fate.state !== "absent") account.unanswered = 0;
    const slowMs = (remover.slowMs ?? Infinity) * (fixed ? FEW_NAMES : 1);
    const isSlow = remover.clock.now() - began > slowMs;
    const lasts = fate.state === "left" ? waitedFor === "its end" : isSlow;
    if (lasts) account.lasting.set(name, (account.lasting.get(name) ?? 0) + 1);
    else if (fate.state === "removed" || fate.wasRefused === true) account.lasting.set(name, 0);
    if (fate.state === "left" && fate.isHeld === true && fate.answer !== undefined)
      account.refusals.set(name, refusalOf(fate.answer));
    if (lasts && fate.isGoing === true && endMs === Infinity) learnt?.stayed(made, leaving, began);
    return fate;
  };
}

/** Milliseconds to look before the first removal is asked for once more: what is shown for ever may be unknown to that. */
const FIRST_LOOK_MS = 1_000;

/**
 * Removes a resource, and what belongs to it if it cannot be removed otherwise: what belongs to a resource of ours is
 * ours, too. Waits until it is no longer described.
 */
async function removeResource(made: MadeResource, removal: ResourceRemoval): Promise<ResourceFate> {
  const { target, clock } = removal;
  const request = deletionOf(made, removal);
  if (request === undefined) return withoutRequest(made, removal);
  const endsAt = endsAtOf(removal);
  let [asked, wasRefused] = [false, false];
  let shown: ShownAfter = "there";
  let heldUntil: number | undefined;
  const pauses = doublingPauses(clock, WAITS);
  for (let lookMs = FIRST_LOOK_MS; ; lookMs *= 2) {
    const reply = readReply(await target.send(request));
    removal.see?.(reply);
    const longestLook = clock.now() + lookMs;
    if (isSuccess(reply)) {
      asked = true;
      if (removal.isSoughtLater === true && made.resource.going?.ends === true) return { state: "removed" };
    }
    // What no read shows, and no request deletes again, is gone.
    if (shown === "unseen" && !mayBeThere(reply)) {
      noteBehind(made, removal, false);
      return { state: "removed" };
    }
    if (await isNotThere(made, reply, removal)) {
      if (asked) return { state: "removed" };
      return { state: "absent", ...(wasRefused && { wasRefused }) };
    }
    const lookEndsAt: EndsAt = (...look) => Math.min(endsAt(...look), longestLook);
    if (isSuccess(reply)) shown = await afterRemoval(made, removal, { endsAt: lookEndsAt, before: shown });
    if (shown === "gone") return { state: "removed" };
    const isHeld = reply.status === 409 || reply.status === 400;
    wasRefused ||= isHeld;
    if (isHeld && (await isDescribedAsNone(made, removal))) return { state: asked ? "removed" : "absent" };
    if (isHeld && made.resource.stays !== undefined) return { ...refused(made, reply), waitedFor: "its end" };
    if (isHeld ? !mayBeFreed(made, reply, removal) : !isSuccess(reply) && !mayPass(reply)) return refused(made, reply);
    if (isHeld) await clearTheWay(made, removal);
    const heldMs = isHeld ? await heldMsOf(made, reply, removal) : undefined;
    heldUntil = heldMs === undefined ? undefined : (heldUntil ?? clock.now() + heldMs);
    const isLater = removal.slowMs !== undefined && removal.hasEnded?.() === true;
    if (heldUntil !== undefined && (isLater || clock.now() >= heldUntil))
      return { ...refused(made, reply), isHeld: !isLater };
    if (!(await pauses.within(endsAt(reply, shown)))) {
      const fate = isSuccess(reply) ? left("it is still described") : refused(made, reply);
      return { ...fate, waitedFor: awaited(reply), isGoing: asked };
    }
  }
}

function deletionOf(made: MadeResource, { service }: ResourceRemover): WireRequest | undefined {
  const gone = made.resource.delete;
  return gone === undefined ? undefined : requestOn(service, gone, made);
}

/** The same; if time or access runs out, the resource is left. */
function removeOrLeave(made: MadeResource, removal: ResourceRemoval): Promise<ResourceFate> {
  return unlessAccessLost(() => removeResource(made, removal), left);
}

/**
 * What no operation deletes, or no request can name, goes with its parent; otherwise a list may show that it does not
 * exist.
 */
async function withoutRequest(made: MadeResource, removal: ResourceRemoval): Promise<ResourceFate> {
  if (made.parent !== undefined) return { state: "removed" };
  if (made.resource.delete === undefined) return left("no operation deletes it");
  const isAbsent = await isProvedAbsent(made, undefined, removal);
  return isAbsent ? { state: "absent" } : left("no request can carry its name");
}

/** An operation without an error for missing resources refuses to delete one with the same error as anything else. */
async function isDescribedAsNone(made: MadeResource, removal: ResourceRemoval): Promise<boolean> {
  const { service } = removal;
  const { describe, delete: gone } = made.resource;
  if (describe === undefined || gone === undefined) return false;
  if (![describe, gone].some((operation) => hasNoUnknownError(service, operation))) return false;
  const reply = await describeMade(made, removal);
  return reply !== undefined && showsNone(service, made.resource, reply);
}

/**
 * By the answer to its removal, which a look must confirm where it tells so in another way, or by the whole list of its
 * kind. An answer to a name that no request can address is about something else.
 */
async function isNotThere(made: MadeResource, reply: Reply, removal: ResourceRemoval): Promise<boolean> {
  const { service } = removal;
  const { unknown } = service.table.errors;
  const isTold = mayBeMissing(reply) && !saysUnknown(reply, unknown) && isAddressed(made);
  const look = isTold ? await describeMade(made, removal) : undefined;
  if (look !== undefined && ((tellsUnknown(reply) && tellsUnknown(look)) || showsNone(service, made.resource, look)))
    return true;
  return isProvedAbsent(made, reply, removal);
}

/**
 * Milliseconds for which one that is refused is asked again; undefined while the target does something about it, or about
 * what it belongs to, after which its removal may be accepted. A refusal that others of the kind met to the end is final.
 */
async function heldMsOf(made: MadeResource, reply: Reply, removal: ResourceRemoval): Promise<number | undefined> {
  const { heldMs = Infinity, stuckMs = Infinity, learnt, refusedBefore, goesOn } = removal;
  let isStuck = false;
  for (let each: MadeResource | undefined = made; each !== undefined; each = each.parent) {
    if (removal.heldMs === undefined && removal.stuckMs === undefined && goesOn === undefined) break;
    const described = each.resource.ready === undefined ? undefined : await describeMade(each, removal);
    const status = described && statusAtWork(each.resource, described);
    if (status === undefined) continue;
    if (learnt?.neverEnds(each.resource.name, status) !== true) {
      goesOn?.();
      return undefined;
    }
    isStuck = true;
  }
  const ms = Math.min(heldMs, isStuck ? stuckMs : Infinity);
  return ms < Infinity && refusedBefore === refusalOf(reply) ? 0 : ms;
}

function refusalOf({ status, error }: Reply): string {
  return `${status} ${error.name ?? ""}`;
}

/** Whether a refusal may pass: it says so, or something else of the service may hold it. */
function mayBeFreed({ resource }: MadeResource, reply: Reply, { service }: ResourceRemoval): boolean {
  return reply.status === 409 || resource.protection !== undefined || service.table.resources.length > 1;
}

/** What the deletion was answered with. */
function refused(made: MadeResource, reply: Reply): ResourceFate {
  const why = isAddressed(made) ? "" : "no request can name it; ";
  return { ...left(`${why}${made.resource.delete?.operation} answered ${describeReply(reply)}`), answer: reply };
}

function left(reason: string): ResourceFate {
  return { state: "left", reason };
}

/** What was waited for when time ran out; throttling says nothing about later removals. */
function awaited(reply: Reply): Awaited | undefined {
  if (isNoAnswer(reply)) return "an answer";
  return paceOf(reply) === undefined ? "its end" : undefined;
}

function endsAtOf({ clock, budgetMs, goingMs, answerMs }: ResourceRemoval): EndsAt {
  const began = clock.now();
  return (reply, shown) => {
    if (isNoAnswer(reply)) return began + Math.min(answerMs, budgetMs);
    return began + (shown === "there" ? budgetMs : goingMs);
  };
}

/** Its deletion was answered as that of what is there, or for the pace. */
function mayBeThere(reply: Reply): boolean {
  return isSuccess(reply) || reply.status === 409 || paceOf(reply) !== undefined;
}

/**
 * Takes away what may hold a resource: its protection, and what the target lists as belonging to it, unless that may belong
 * to something of somebody else's. Each is asked for once; what cannot go yet has its turn when the resource is refused again.
 */
async function clearTheWay(made: MadeResource, removal: ResourceRemoval): Promise<void> {
  const { service, target } = removal;
  await unprotect(made, removal);
  const kinds = service.table.resources.filter(({ parent, list, delete: gone }) => {
    return parent === made.resource.name && list !== undefined && gone !== undefined;
  });
  for (const resource of kinds.reverse()) {
    const listing = resource.list === undefined ? undefined : await listResources(service, target, resource.list, made);
    await Promise.all((listing?.ids ?? []).map((id) => askToGo({ resource, id, parent: made }, removal)));
  }
}

async function askToGo(child: MadeResource, removal: ResourceRemoval): Promise<void> {
  const { service, target } = removal;
  const described = await describeMade(child, removal);
  const request = deletionOf(child, removal);
  const isGoing = described !== undefined && isShownGoing(child.resource, described);
  if (isGoing) removal.goesOn?.();
  if (request === undefined || isGoing || !belongsBelow(service, child, described)) return;
  const reply = readReply(await target.send(request));
  if (reply.status === 409 || reply.status === 400) await clearTheWay(child, removal);
}
