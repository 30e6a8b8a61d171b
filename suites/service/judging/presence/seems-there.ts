import type { WireRequest } from "#protocol/exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { presenceOf } from "#suites/run/control/presence-of.ts";

/**
 * If an operation's plain request could not be tried, the answer to this one tells it from a path that does not exist.
 */
export async function seemsThere(
  session: ServiceSession,
  { id }: Operation,
  request: WireRequest,
  reply: Reply,
): Promise<boolean> {
  const { presence } = session.context;
  const known = presence.get(id)?.status;
  if (known !== undefined && known !== "not-tried") return known !== "not-implemented";
  const found = await presenceOf({ request, reply, compare: (other) => session.send(other, { purpose: "compared" }) });
  if (found.status === "not-implemented") presence.set(id, found);
  return found.status !== "not-implemented";
}
