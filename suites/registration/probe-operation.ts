import type { Reply } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { isQuotaRefusal, quotaInWords } from "#suites/oracles/quota.ts";
import { presenceOf } from "#suites/run/control/presence-of.ts";
import type { Presence } from "#suites/session/context/presence.ts";
import type { CaseSession } from "./session/session.ts";
import { roleProblem, sendPropagated } from "./session/steps/propagation.ts";

/**
 * Finds out whether an operation is there by its answer to a request that must succeed, or, for a name that nobody
 * registered, must be a 404 of the documented type.
 */
export async function probeOperation(
  session: CaseSession,
  request: WireRequest,
  isAnswered: (reply: Reply) => boolean,
): Promise<Presence> {
  const { settings, others } = session.context;
  const hindrance = (refused: Reply): Presence | undefined => {
    if (isQuotaRefusal(refused)) return { status: "no-quota", reason: quotaInWords(others) };
    const problem = settings.propagationMs > 0 ? roleProblem(refused) : undefined;
    return problem === undefined ? undefined : { status: "no-role", reason: problem };
  };
  const reply = await sendPropagated(session, request);
  const compare = (other: WireRequest): Promise<Reply> => session.send(other, { purpose: "compared" });
  const found = await presenceOf({ request, reply, compare, isAnswered, hindrance });
  // A missing operation is reported once; how its absence is worded is a matter of unknown paths.
  if (found.status !== "not-implemented") session.judgeInGeneral({ reply });
  return found;
}
