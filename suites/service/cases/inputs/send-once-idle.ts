import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import type { WireRequest } from "../../../../protocol/exchange.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { kindChangedBy } from "../../../../spec/resources/resource-table.ts";
import { underWay, untilReady } from "../../judging/judge-made.ts";
import type { ServiceSession } from "../../service-session.ts";

const CONFLICT = 409;

/**
 * Sends a request to the shared resource that an operation changes. One that conflicts with an earlier change of it, or of
 * what it belongs to, is sent again when that is over, as its client would: not every change shows while it lasts.
 */
export async function sendOnceIdle(
  session: ServiceSession,
  operation: Operation,
  request: WireRequest,
): Promise<Reply> {
  const reply = await session.send(request);
  const kind = kindChangedBy(session.context.table, operation.id);
  const made = reply.status === CONFLICT && kind !== undefined ? session.context.alive.get(kind.name) : undefined;
  if (made === undefined || !(await isIdle(session, operation, made))) return reply;
  return session.waitFor(
    { operation: operation.id, event: "is taken in turn" },
    { read: () => session.send(request), holds: ({ status }) => status !== CONFLICT },
  );
}

/** Whether nothing is under way any more, after waiting for it: of the resource, or of what it belongs to. */
async function isIdle(session: ServiceSession, operation: Operation, made: MadeResource): Promise<boolean> {
  for (let each: MadeResource | undefined = made; each !== undefined; each = each.parent) {
    const described = await untilReady(session, each, operation.id);
    if (described === undefined || !isSuccess(described)) continue;
    if (underWay(session, each, described) !== undefined) return false;
  }
  return true;
}
