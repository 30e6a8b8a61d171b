import { isSuccess, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { looksUnknown } from "../looking/absence.ts";
import { describeRequest, UNKNOWN_CLUSTER } from "../looking/cluster-requests.ts";
import { removeNamed, type RegistrationParts } from "./registration-parts.ts";

/** Removes what lost attempts may have left under these names; false if it stays unknown what they did. */
export async function reclaim(parts: RegistrationParts, names: readonly string[]): Promise<boolean> {
  let settled = true;
  for (const name of names) {
    if (!(await isSettled(parts, name))) settled = false;
  }
  return settled;
}

/** Somebody else's is no concern of ours; where nothing shows whose it is, the name alone may. */
async function isSettled(parts: RegistrationParts, name: string): Promise<boolean> {
  const { target, states } = parts;
  const look = async (): Promise<Reply> => readReply(await target.send(describeRequest(name)));
  const described = await look();
  if (!isSuccess(described)) return looksUnknown(described, look, UNKNOWN_CLUSTER);
  if (states.isTheirs(name, described)) return true;
  if (states.whyUntouchable(name, described) !== undefined) return false;
  return (await removeNamed(parts, name)).state !== "left";
}
