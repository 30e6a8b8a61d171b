import { plainText } from "#spec/json/plain-text.ts";
import { describeRequest } from "#custody/looking/cluster-requests.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";

/** How many names are tried before one is used unchecked. */
const TRIES = ["", "b", "c", "d"];

/** A name that no cluster has, as far as the endpoint describes clusters. */
export async function freeName(session: CaseSession): Promise<string> {
  const input = await inputOfFreeName(session, (slot) => session.registration.minimal(session.salt(slot)));
  return nameIn(input);
}

/** An input whose name no cluster has, as far as the endpoint describes clusters; `draw` makes one for each slot. */
export async function inputOfFreeName(session: CaseSession, draw: (slot: string) => JsonObject): Promise<JsonObject> {
  let input: JsonObject = {};
  for (const slot of TRIES) {
    input = draw(slot);
    if (!isSuccess(await session.send(describeRequest(nameIn(input)), { purpose: "compared" }))) break;
  }
  return input;
}

function nameIn(input: JsonObject): string {
  return plainText(input["name"] ?? "unknown");
}
