import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { DEPARTING } from "#custody/looking/shown-cluster.ts";
import { waitUntilShown } from "#custody/looking/wait-until-shown.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { type Custody, lookAtMade } from "#custody/resources/resource-account.ts";
import { isGoing } from "./remove-accounted.ts";

/** It was removed so long ago that it should be gone, however slowly such things go. */
export function isOverdue({ account, clock, consistencyMs }: Custody, made: MadeResource): boolean {
  const { removedAt = Infinity } = account.states.get(made) ?? {};
  return clock.now() >= removedAt + DEPARTING * consistencyMs;
}

/** After so many that were still shown after the wait, further waiting does not help. */
const HOPELESS = 5;

/** Waits until reads should show the latest removal; false if they should already, or if waiting has not helped before. */
export async function readsSettled(custody: Custody): Promise<boolean> {
  const { stillShown, lastRemovedAt } = custody.account;
  return stillShown < HOPELESS && waitUntilShown(lastRemovedAt, custody);
}

/**
 * Describes it. If it is shown, once more when reads should show the latest removal; if it is shown as being deleted,
 * until it is gone, or has had the time for that.
 */
export async function describeOnceSettled(custody: Custody, made: MadeResource): Promise<Reply | undefined> {
  const { consistencyMs, account, removing } = custody;
  // Not the clock of what appears late, which waits for nothing soon after an interruption.
  const { clock } = removing;
  const first = await lookAtMade(custody, made);
  if (first === undefined) return undefined;
  let last = first;
  const describe = async (): Promise<void> => void (last = (await lookAtMade(custody, made)) ?? last);
  if (account.states.shows(made, first) && (await readsSettled(custody))) await describe();
  const pauses = doublingPauses(clock, { firstMs: 50, longestMs: 2_000 });
  const deadline = account.lastRemovedAt + DEPARTING * consistencyMs;
  const mayGo = (): boolean =>
    account.stillShown < HOPELESS && isGoing(custody, made, last) && !isOverdue(custody, made);
  while (mayGo() && clock.now() < deadline) {
    removing.goesOn?.();
    await pauses.upTo(deadline);
    await describe();
  }
  if (account.states.shows(made, last)) account.stillShown += 1;
  return last;
}
