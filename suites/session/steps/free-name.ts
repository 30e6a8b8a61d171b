import { describeRequest } from "../../../clusters/looking/cluster-requests.ts";
import { isSuccess } from "../../../protocol/answers/reply.ts";
import type { CaseSession } from "../session.ts";

/** Names tried before one is taken as it is. */
const TRIES = ["", "b", "c", "d"];

/** A name that nobody has a cluster of, as far as the endpoint describes any. */
export async function freeName(session: CaseSession): Promise<string> {
  let name = "";
  for (const slot of TRIES) {
    name = String(session.registration.minimal(session.salt(slot))["name"] ?? "unknown");
    if (!isSuccess(await session.send(describeRequest(name), { purpose: "compared" }))) break;
  }
  return name;
}
