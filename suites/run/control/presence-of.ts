import type { WireRequest } from "#protocol/exchange.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import {
  errorText,
  isServerFailure,
  isSuccess,
  isUnreachable,
  isUnserved,
  lostReply,
  type Reply,
} from "#protocol/answers/reply.ts";
import type { Presence } from "#suites/session/context/presence.ts";
import { mayBeTurnedAway } from "./turned-away.ts";
import { absurdPath, refusesAccess, saysAbsent, sameRefusal, sameWords } from "./operation-presence.ts";

/** What tells whether an operation is there by the answer to a request that should succeed. */
interface PresenceQuestion {
  readonly request: WireRequest;
  readonly reply: Reply;
  /** Sends the same request to a path that cannot exist. */
  readonly compare: (request: WireRequest) => Promise<Reply>;
  /** The operation must have given this answer: any success, unless told. */
  readonly isAnswered?: (reply: Reply) => boolean;
  /** What in the account keeps an operation that is there from doing it. */
  readonly hindrance?: (reply: Reply) => Presence | undefined;
}

/** Whether an operation is there: one that is not is refused as a path that cannot exist, whatever the status and error. */
export async function presenceOf(asked: PresenceQuestion): Promise<Presence> {
  return { ...(await foundBy(asked)), reply: asked.reply };
}

async function foundBy({
  request,
  reply,
  compare,
  isAnswered = isSuccess,
  hindrance = () => undefined,
}: PresenceQuestion): Promise<Presence> {
  const reason = inWords(reply);
  if (isAnswered(reply)) return { status: "implemented", reason };
  if (isUnreachable(reply)) return { status: "unreachable", reason: reply.exchange.failure?.message ?? reason };
  // No answer is like no answer to whatever path, and says nothing of either.
  if (lostReply(reply) || isSuccess(reply)) return { status: "refused", reason };
  if (refusesAccess(reply)) return { status: "no-access", reason };
  const hindered = hindrance(reply);
  if (hindered !== undefined) return { ...hindered, reason: `${reason}: ${hindered.reason}` };
  const absurd = await compare({ ...request, path: absurdPath(request.path) });
  if (sameRefusal(reply, absurd))
    return {
      status: "not-implemented",
      reason: inWords(reply, ", as for a path that does not exist"),
      isNowhere: isUnserved(reply) && sameWords(reply, absurd),
    };
  const isAbsent = saysAbsent(reply) || isUnrouted(reply, absurd);
  return { status: isAbsent ? "not-implemented" : "refused", reason };
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

/** The answer with its message, which may say what the request lacked; not where that only names the error again. */
export function inWords(reply: Reply, more = ""): string {
  const said = errorText(reply);
  const isNews = said !== "" && said !== reply.error.name;
  return `${describeReply(reply)}${more}${isNews ? `: ${said.slice(0, LONGEST)}` : ""}`;
}

const LONGEST = 160;
