import { isSuccess } from "#protocol/answers/reply.ts";
import { removeMade } from "#custody/removing/remove-accounted.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { type Custody, isSaidUnknown, lookAtMade } from "#custody/resources/resource-account.ts";

/** Removes what lost attempts may have left; false if it stays unknown what they did. */
export async function reclaim(custody: Custody, these: readonly MadeResource[]): Promise<boolean> {
  let settled = true;
  for (const made of these) {
    if (!(await isSettled(custody, made))) settled = false;
  }
  return settled;
}

/** Somebody else's is no concern of ours; where nothing shows whose it is, the name alone may. */
async function isSettled(custody: Custody, made: MadeResource): Promise<boolean> {
  const { account } = custody;
  const described = await lookAtMade(custody, made);
  if (described === undefined) return false;
  if (!isSuccess(described)) return isSaidUnknown(custody, made, described);
  if (account.states.isTheirs(made, described)) return true;
  if (account.states.whyUntouchable(made, described) !== undefined) return false;
  return (await removeMade(custody, made, { atEnd: false })).state !== "left";
}
