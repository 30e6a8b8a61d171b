import type { Reply } from "#protocol/answers/reply.ts";
import { headerValue } from "#protocol/headers.ts";
import { saysAbsent } from "./operation-presence.ts";

/**
 * Whether a gateway in front of a service turned a request away: by a redirect, or by asking for authentication (RFC
 * 9110, 15.4 and 15.5.2). Emulators say in other ways that they lack an operation.
 */
export function mayBeTurnedAway(reply: Reply): boolean {
  const { status } = reply;
  return ((status >= 300 && status < 400) || [401, 403, 407].includes(status)) && !saysAbsent(reply);
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
