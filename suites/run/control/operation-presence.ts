import { roleProblem, sendPropagated } from "../../session/steps/propagation.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { decoded } from "../../../protocol/decoded.ts";
import { errorText, isServerFailure, isSuccess, isUnreachable, type Reply } from "../../../protocol/answers/reply.ts";
import { isQuotaRefusal, quotaInWords } from "../../oracles/clusters/quota.ts";
import type { CaseSession } from "../../session/session.ts";
import type { WireRequest } from "../../../protocol/exchange.ts";
import type { Presence } from "../../session/context/presence.ts";

const NOT_IMPLEMENTED_NAMES =
  /^(UnknownOperation|NotImplemented|MethodNotAllowed|InvalidAction|NoSuchBucket|MissingAuthenticationToken)/;
const NO_ACCESS_NAMES =
  /^(AccessDenied|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|IncompleteSignature|OptInRequired|InvalidClientTokenId|NotAuthorized)/;
const ABSURD = "-zzz-no-such-operation";

/**
 * Finds out whether an operation exists at all. Its answer to a request that must succeed (or, for a name that nobody
 * registered, must be a 404 of the documented type) is compared with the answer to an absurd path next to it. If the
 * operation does not exist, both get the same answer, whatever its status and error.
 */
export async function probeOperation(
  session: CaseSession,
  request: WireRequest,
  isAnswered: (reply: Reply) => boolean,
): Promise<Presence> {
  const reply = await sendPropagated(session, request);
  const result = await statusOf(session, request, reply, isAnswered);
  // A missing operation is reported once; how its absence is worded is a matter of unknown paths.
  if (result.status !== "not-implemented") session.judgeInGeneral({ reply });
  return { ...result, reply };
}

async function statusOf(
  session: CaseSession,
  request: WireRequest,
  reply: Reply,
  isAnswered: (reply: Reply) => boolean,
): Promise<Presence> {
  const reason = describeReply(reply);
  if (isAnswered(reply)) return { status: "implemented", reason };
  const { failure } = reply.exchange;
  if (isUnreachable(reply)) return { status: "unreachable", reason: failure?.message ?? reason };
  if (failure !== undefined || isSuccess(reply)) return { status: "broken", reason };
  if (refusesAccess(reply)) return { status: "no-access", reason };
  const { settings, others } = session.context;
  if (isQuotaRefusal(reply)) return { status: "no-quota", reason: `${reason}: ${quotaInWords(others)}` };
  const problem = settings.propagationMs > 0 ? roleProblem(reply) : undefined;
  if (problem !== undefined) return { status: "no-role", reason: `${reason}: ${problem}` };
  const absurd = await session.send({ ...request, path: absurdPath(request.path) }, { purpose: "compared" });
  if (sameRefusal(reply, absurd)) {
    return { status: "not-implemented", reason: `${reason}, as for a path that does not exist` };
  }
  return { status: saysAbsent(reply) ? "not-implemented" : "broken", reason };
}

/** The credentials are refused, whatever was asked for. */
export function refusesAccess({ error }: Pick<Reply, "error">): boolean {
  return NO_ACCESS_NAMES.test(error.name ?? "");
}

/** `/clusters/x?y` becomes `/clusters-zzz-no-such-operation/x?y`. */
export function absurdPath(path: string): string {
  return path.replace(/^\/([^/?]+)/, `/$1${ABSURD}`);
}

/** A missing operation is refused in the same way as a path that cannot exist. */
export function sameRefusal(reply: Reply, absurd: Reply): boolean {
  if (isServerFailure(reply)) return false;
  return (
    reply.status === absurd.status && reply.error.name === absurd.error.name && reply.mediaType === absurd.mediaType
  );
}

/** Refused in the same way and with the same text, each path in it aside. */
export function sameWords(reply: Reply, absurd: Reply): boolean {
  return sameRefusal(reply, absurd) && withoutPath(reply) === withoutPath(absurd);
}

function withoutPath(reply: Reply): string {
  const { pathname } = new URL(reply.exchange.request.url);
  return errorText(reply).replaceAll(pathname, "").replaceAll(decoded(pathname), "");
}

/** The answer itself says that there is no such operation. */
export function saysAbsent(reply: Reply): boolean {
  if (NOT_IMPLEMENTED_NAMES.test(reply.error.name ?? "")) return true;
  return reply.status === 405 || reply.status === 501 || (reply.status === 404 && reply.json === undefined);
}
