import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../protocol/answers/reply.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { isQuotaRefusal, quotaInWords } from "../oracles/quota.ts";
import { absurdPath, refusesAccess, sameRefusal, saysAbsent } from "../run/control/operation-presence.ts";
import type { Presence } from "../session/context/presence.ts";
import type { CaseSession } from "./session/session.ts";
import { roleProblem, sendPropagated } from "./session/steps/propagation.ts";

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
