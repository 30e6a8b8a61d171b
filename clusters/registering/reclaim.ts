import { isSuccess, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { saysUnknown } from "../looking/absence.ts";
import { describeRequest, UNKNOWN_CLUSTER } from "../looking/cluster-requests.ts";
import type { RegistrationParts } from "./registration-parts.ts";

/** Removes what lost attempts may have left under these names; false if it stays unknown what they did. */
export async function reclaim(parts: RegistrationParts, names: readonly string[]): Promise<boolean> {
  let settled = true;
  for (const name of names) {
    const described = readReply(await parts.target.send(describeRequest(name)));
    if (!(await settledBy(parts, name, described))) settled = false;
  }
  return settled;
}

/** Somebody else's is no concern of ours; where nothing shows whose it is, the name alone may. */
async function settledBy({ states, ledger }: RegistrationParts, name: string, described: Reply): Promise<boolean> {
  if (!isSuccess(described)) return saysUnknown(described, UNKNOWN_CLUSTER);
  if (states.isTheirs(name, described)) return true;
  if (states.whyUntouchable(name, described) !== undefined) return false;
  return (await ledger.remove(name)).state !== "left";
}
