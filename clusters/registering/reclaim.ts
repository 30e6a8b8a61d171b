import { isSuccess, readReply } from "../../protocol/answers/reply.ts";
import { describeRequest } from "../looking/cluster-requests.ts";
import type { RegistrationParts } from "./registration-parts.ts";

/** Removes what lost attempts may have left under these names; false if it stays unknown what they did. */
export async function reclaim(
  { target, states, ledger }: RegistrationParts,
  names: readonly string[],
): Promise<boolean> {
  let settled = true;
  for (const name of names) {
    const described = readReply(await target.send(describeRequest(name)));
    if (isSuccess(described) && states.notOurs(name, described) === undefined) {
      settled = (await ledger.remove(name)).state !== "left" && settled;
    } else settled &&= isSuccess(described) || described.status === 404;
  }
  return settled;
}
