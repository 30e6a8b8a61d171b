import { plainText } from "../../../spec/json/plain-text.ts";
import { describeRequest } from "../../../clusters/looking/cluster-requests.ts";
import { isSuccess } from "../../../protocol/answers/reply.ts";
import type { CaseSession } from "../session.ts";

/** How many names are tried before one is used unchecked. */
const TRIES = ["", "b", "c", "d"];

/** A name that no cluster has, as far as the endpoint describes clusters. */
export async function freeName(session: CaseSession): Promise<string> {
  let name = "";
  for (const slot of TRIES) {
    name = plainText(session.registration.minimal(session.salt(slot))["name"] ?? "unknown");
    if (!isSuccess(await session.send(describeRequest(name), { purpose: "compared" }))) break;
  }
  return name;
}
