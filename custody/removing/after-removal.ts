import type { Clock } from "#endpoint/clock.ts";
import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import { isServerFailure, isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { paceOf } from "#protocol/answers/throttling.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { saysGoing } from "#spec/resources/table-readings.ts";
import { describeMade } from "#custody/looking/describe-made.ts";
import { isListed } from "#custody/looking/look-for.ts";
import type { Looker } from "#custody/looking/looker.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isAddressed, shownBy, showsNone } from "#custody/resources/resource-requests.ts";
import type { RemovalAccount } from "./removal-account.ts";

/** Between two looks at what is to go. */
export const WAITS = { firstMs: 50, longestMs: 2_000 };

/** What is described is somebody else's of the name: the run's own is gone. */
export type IsTheirs = (described: Reply) => boolean;

/** How what was deleted is looked for. */
export interface RemovalLook extends Looker {
  readonly clock: Clock;
  /** Default: it never is. */
  readonly isTheirs?: IsTheirs | undefined;
  /** See RemovalTime. */
  readonly goesOn?: (() => void) | undefined;
  readonly behind: RemovalAccount["behind"];
  /** Until when no read needs to show it, by the clock. */
  readonly freshUntil: number;
}

/** Until when to wait after an answer, by the clock. */
export type EndsAt = (reply: Reply, shown: ShownAfter) => number;

/** How a resource is shown after its removal was answered; `unseen`: reads do not show it, and may be behind. */
export type ShownAfter = "gone" | "going" | "there" | "unseen";

/**
 * Reads until the resource is unknown or the time is up. What cannot be described counts as gone once it was deleted,
 * unless the list of its kind shows it.
 */
export async function afterRemoval(
  made: MadeResource,
  removal: RemovalLook,
  { endsAt, before }: { readonly endsAt: EndsAt; readonly before: ShownAfter },
): Promise<ShownAfter> {
  const { service, isTheirs } = removal;
  const { going } = made.resource;
  const pauses = doublingPauses(removal.clock, WAITS);
  for (let isMissed = before === "unseen"; ;) {
    const reply = await describeMade(made, removal);
    if (reply === undefined) return "gone";
    if (!isAddressed(made)) return (await isListed(made, removal)) ? "there" : "gone";
    const isNone = showsNone(service, made.resource, reply);
    if (isNone && mayShowLater(made, removal)) {
      isMissed = true;
      if (!(await pauses.within(endsAt(reply, "unseen")))) return "unseen";
      continue;
    }
    if (isMissed) noteBehind(made, removal, !isNone);
    if (isNone || isTheirs?.(reply) === true) return "gone";
    const shown = isShownGoing(made.resource, reply) ? "going" : "there";
    if (shown === "going") removal.goesOn?.();
    if (going?.ends === true && shown === "going") return "gone";
    if (!isDescribed(made, reply) && !mayPass(reply) && !(await isListed(made, removal))) return "gone";
    if (!(await pauses.within(endsAt(reply, shown)))) return shown;
  }
}

/**
 * What takes its time to go may be there still, although reads that are behind do not show it yet; what they show may be an
 * earlier one of its name.
 */
function mayShowLater({ resource }: MadeResource, { clock, freshUntil, behind }: RemovalLook): boolean {
  return resource.going !== undefined && behind.get(resource.name) !== false && clock.now() < freshUntil;
}

/** Whether reads of a kind are behind is told by the first one of it that none showed for a while. */
export function noteBehind({ resource: { name } }: MadeResource, { behind }: RemovalLook, isBehind: boolean): void {
  if (!behind.has(name)) behind.set(name, isBehind);
}

/** It is shown as being deleted. */
export function isShownGoing(resource: Resource, described: Reply): boolean {
  const shown = shownBy(resource, described);
  return shown !== undefined && saysGoing(resource, shown);
}

/** The status in which it is shown that something is done about, which the target ends by itself: such as that it is being made. */
export function statusAtWork(resource: Resource, described: Reply): string | undefined {
  const { ready } = resource;
  const status = ready && valueAt(shownBy(resource, described) ?? {}, ready.at);
  if (ready === undefined || typeof status !== "string" || status === ready.is) return undefined;
  return isShownGoing(resource, described) || !ready.failed.includes(status) ? status : undefined;
}

/** A page, say, shows nothing. */
function isDescribed({ resource }: MadeResource, reply: Reply): boolean {
  return isSuccess(reply) && (resource.describe?.shows === undefined || shownBy(resource, reply) !== undefined);
}

export function mayPass(reply: Reply): boolean {
  return isNoAnswer(reply) || paceOf(reply) !== undefined;
}

/** A 5xx other than throttling, or no answer at all. A 501 is an answer: the operation does not exist. */
export function isNoAnswer(reply: Reply): boolean {
  return (reply.status === 0 || isServerFailure(reply)) && paceOf(reply) === undefined;
}
