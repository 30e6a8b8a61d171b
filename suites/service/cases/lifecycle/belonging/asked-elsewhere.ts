import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { unknownError } from "#spec/resources/table-readings.ts";
import { type Finding } from "#suites/oracles/finding.ts";
import { seemsThere } from "#suites/service/judging/presence/seems-there.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { unlessBusy } from "#suites/service/cases/inputs/send-once-idle.ts";
import { TIMES_IN_A_ROW } from "#suites/service/cases/times-in-a-row.ts";
import { judgeNotFound } from "#suites/service/judging/answers/judge-plain.ts";

/** Until it is found, or was asked for often enough; resolves to the last answer. */
export async function askOften(
  session: ServiceSession,
  operation: Operation,
  astray: MadeResource,
): Promise<Reply | undefined> {
  let reply: Reply | undefined;
  for (let time = 0; time < TIMES_IN_A_ROW; time += 1) {
    reply = await askElsewhere(session, operation, astray);
    if (reply === undefined || isSuccess(reply)) break;
  }
  return reply;
}

/** Asks for what belongs to another under this parent, and judges that it is not found: only where that is selected. */
export async function askElsewhere(
  session: ServiceSession,
  operation: Operation,
  astray: MadeResource,
): Promise<Reply | undefined> {
  const id = promiseId(operation, "elsewhere");
  const error = unknownError(operation, session.context.table);
  const request = session.plain({ operation: operation.id }, astray);
  if (!session.context.requirements.has(id) || error === undefined || request === undefined) return undefined;
  const reply = await session.send(request, { purpose: "observed" });
  if (!(await seemsThere(session, operation, request, reply))) return reply;
  session.judgeInGeneral(request, reply, { ofNone: true });
  const judge = (each: Reply): Finding => judgeNotFound(each, { error, operation, table: session.context.table });
  const send = () => session.send(request, { purpose: "observed" });
  const { parent } = astray;
  const last = await unlessBusy(session, { operation, parent, reply, send, judge });
  session.judge(id, last.finding, last.reply.exchange);
  return last.reply;
}
