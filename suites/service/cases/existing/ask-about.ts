import { saysUnknown, tellsUnknown } from "#custody/looking/absence.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { judgePlain } from "#suites/service/judging/answers/judge-plain.ts";
import { presenceOf } from "#suites/run/control/presence-of.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

export interface AnswerAbout {
  readonly reply: Reply;
  /** What was asked about is not there any more, after a second look, too. */
  readonly isGone: boolean;
}

/**
 * Asks about what the account had before the run, and judges the answer. Others may delete it at any time, so an answer
 * that there is none is looked at again, and is no failure then.
 */
export async function askAbout(
  session: ServiceSession,
  operation: Operation,
  request: WireRequest,
): Promise<AnswerAbout> {
  const { presence, table } = session.context;
  const isNone = (reply: Reply): boolean => saysUnknown(reply, table.errors.unknown) || tellsUnknown(reply);
  const reply = await session.waitFor(
    { operation: operation.id, event: "knows what there was" },
    { read: () => session.ask(request), holds: (answer) => !isNone(answer) },
  );
  session.judgeInGeneral(request, reply);
  if (isNone(reply)) {
    const received = `${describeReply(reply)}: it may have been deleted since it was listed`;
    const expected = String(operation.success.status);
    session.judge(promiseId(operation, "valid"), { grade: "unclear", expected, received }, reply.exchange);
    return { reply, isGone: true };
  }
  const found = await presenceOf({ request, reply, compare: (other) => session.send(other, { purpose: "compared" }) });
  if (found.status === "not-implemented" && presence.get(operation.id)?.status !== "implemented")
    presence.set(operation.id, found);
  else session.judge(promiseId(operation, "valid"), judgePlain(reply, operation, found), reply.exchange);
  return { reply, isGone: false };
}
