import type { WireRequest } from "../../../../protocol/exchange.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import {
  errorText,
  isServerFailure,
  isSuccess,
  isUnreachable,
  isUnserved,
  lostReply,
  type Reply,
} from "../../../../protocol/answers/reply.ts";
import { isJsonObject } from "../../../../spec/json/json.ts";
import type { Presence } from "../../../session/context/presence.ts";
import { mayBeTurnedAway } from "../../../run/control/turned-away.ts";
import {
  absurdPath,
  refusesAccess,
  saysAbsent,
  sameRefusal,
  sameWords,
} from "../../../run/control/operation-presence.ts";

/** Reads the answer to a plain request; `compare` sends the same request to a path that cannot exist. */
export async function presenceOf(
  request: WireRequest,
  reply: Reply,
  compare: (request: WireRequest) => Promise<Reply>,
): Promise<Presence> {
  return { ...(await statusOf(request, reply, compare)), reply };
}

/** A gateway that turns every request away alike says nothing about the operations behind it. */
export function turnedAwayAlike(presences: readonly Presence[]): Reply | undefined {
  const tried = presences.filter(({ status }) => status !== "not-tried");
  const [first] = tried;
  const away = first?.reply;
  if (away === undefined || !mayBeTurnedAway(away)) return undefined;
  const areAlike = tried.every(
    ({ status, reply }) => status === "not-implemented" && reply !== undefined && sameRefusal(reply, away),
  );
  return areAlike ? away : undefined;
}

async function statusOf(
  request: WireRequest,
  reply: Reply,
  compare: (request: WireRequest) => Promise<Reply>,
): Promise<Presence> {
  const reason = inWords(reply);
  if (isSuccess(reply)) return { status: "implemented", reason };
  if (isUnreachable(reply)) return { status: "unreachable", reason };
  // No answer is like no answer to whatever path, and says nothing of either.
  if (lostReply(reply)) return { status: "refused", reason };
  if (refusesAccess(reply)) return { status: "no-access", reason };
  const absurd = await compare({ ...request, path: absurdPath(request.path) });
  if (sameRefusal(reply, absurd) || saysAbsent(reply))
    return { status: "not-implemented", reason, isNowhere: isUnserved(reply) && sameWords(reply, absurd) };
  if (isUnrouted(reply, absurd)) return { status: "not-implemented", reason };
  return { status: "refused", reason };
}

/**
 * A failure that names the path of the request, and is that of a path that cannot exist word for word beside: what failed
 * was to find an operation.
 */
function isUnrouted(reply: Reply, absurd: Reply): boolean {
  const [words, others] = [reply, absurd].map((each) => {
    const { pathname } = new URL(each.exchange.request.url);
    const text = errorText(each);
    return text.includes(pathname) ? text.replaceAll(pathname, "") : undefined;
  });
  const isAlike = reply.status === absurd.status && reply.error.name === absurd.error.name;
  return isServerFailure(reply) && isAlike && words !== undefined && words === others;
}

/** The answer with its message, which may say what the request lacked. */
export function inWords(reply: Reply): string {
  const message = isJsonObject(reply.json) ? (reply.json["message"] ?? reply.json["Message"]) : undefined;
  const said = typeof message === "string" && message !== "" ? `: ${message.slice(0, LONGEST)}` : "";
  return `${describeReply(reply)}${said}`;
}

const LONGEST = 160;
