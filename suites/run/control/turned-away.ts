import type { Reply } from "../../../protocol/answers/reply.ts";
import { headerValue } from "../../../protocol/headers.ts";
import { OPERATIONS } from "../../../spec/registration/registered-cluster.ts";
import type { CaseSession } from "../../session/session.ts";
import { sameRefusal, saysAbsent } from "./operation-presence.ts";

/**
 * Whether a gateway in front of a service turned a request away: by a redirect, or by asking for authentication (RFC
 * 9110, 15.4 and 15.5.2). Emulators say in other ways that they lack an operation.
 */
export function mayBeTurnedAway(reply: Reply): boolean {
  const { status } = reply;
  return ((status >= 300 && status < 400) || [401, 403, 407].includes(status)) && !saysAbsent(reply);
}

/**
 * How an endpoint turns every request away, in words; undefined if this answer to a registration does not look like
 * that, or a list gets another one.
 */
export async function whyTurnedAway(session: CaseSession, reply: Reply): Promise<string | undefined> {
  const list = session.context.contract.operations.get(OPERATIONS.list);
  if (!mayBeTurnedAway(reply) || list === undefined) return undefined;
  const other = await session.send({ method: list.method, path: list.path, headers: [] }, { purpose: "compared" });
  return sameRefusal(reply, other) ? turnedAwayInWords(reply) : undefined;
}

/** What every request is answered with, and where that leads. */
export function turnedAwayInWords(reply: Reply): string {
  const answer = [reply.status, reply.error.name].filter((each) => each !== undefined).join(" ");
  return `it answers whatever is asked for with ${answer}${whereTo(reply)}`;
}

/** Another server that a redirect leads to. */
function whereTo({ exchange: { request, response } }: Reply): string {
  const location = headerValue(response?.headers ?? [], "location");
  if (location === undefined || !URL.canParse(location, request.url)) return "";
  const { origin } = new URL(location, request.url);
  return origin === new URL(request.url).origin ? "" : `, which leads to ${origin}`;
}
