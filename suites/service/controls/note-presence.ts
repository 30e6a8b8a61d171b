import type { WireRequest } from "#protocol/exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { placeholdersIn, resourceNameOf } from "#spec/resources/placeholders.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { judgeAccepted } from "#suites/oracles/accepted.ts";
import { judgeServed } from "#suites/oracles/served-route.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import { judgePlain } from "#suites/service/judging/answers/judge-plain.ts";
import type { Presence } from "#suites/session/context/presence.ts";
import { presenceOf } from "#suites/run/control/presence-of.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface PlainAnswer {
  readonly operation: Operation;
  readonly request: WireRequest;
  readonly reply: Reply;
  /** Why any answer other than a success would say nothing about the operation. */
  readonly excuse?: string;
  /** Nothing about what it is asked of explains a refusal. */
  readonly isOwed?: boolean;
}

/** Records the outcome of an operation's plain request, and has the answer judged if the operation exists. */
export async function notePresence(
  session: ServiceSession,
  { operation, request, reply, excuse, isOwed: isAllowed = false }: PlainAnswer,
): Promise<void> {
  const { presence, table } = session.context;
  const found = await presenceOf({ request, reply, compare: (other) => session.send(other, { purpose: "compared" }) });
  if (presence.get(operation.id)?.status !== "implemented") presence.set(operation.id, found);
  // A missing operation is reported once; how its absence is worded is a matter of unknown paths.
  if (found.status === "not-implemented") return;
  session.judgeInGeneral(request, reply);
  // Whoever is not in the state says nothing by a refusal.
  const isRefused = found.status === "refused" && reply.status < 500;
  const isState = table.states[operation.id]?.never !== undefined && isRefused;
  if (isState) return;
  const why = excuse ?? brokenByItself(session.classify(request), reply);
  const isOwed =
    why === undefined && isRefused && reply.status === 400 && (isAllowed || hasNoMeaning(table, operation));
  const finding = isOwed ? judgeAccepted(reply, operation) : judgePlain(reply, operation, found, why);
  session.judge(promiseId(operation, "valid"), finding, reply.exchange);
  for (const id of routesOf(session.context, operation))
    session.judge(id, judgeServed(reply, operation), reply.exchange);
}

/** What a contract that is described by hand requires of the route of an operation by itself. */
export function routesOf({ requirements }: Pick<ServiceContext, "requirements">, { prefix }: Operation): string[] {
  return [`${prefix}.route`].filter((id) => requirements.has(id));
}

/** Which tags are listed, or taken off, means nothing to a service: only what the model says of them can keep it from that. */
function hasNoMeaning({ tagging }: ResourceTable, { id }: Operation): boolean {
  return id === tagging?.untag.operation || id === tagging?.list.operation;
}

/** What a refused plain request breaks, as an ARN of another form than the model gives it does: it tells what to look at. */
function brokenByItself({ violations: [broken] }: Classification, { status }: Reply): string | undefined {
  if (broken === undefined || status >= 500) return undefined;
  return `and the plain request breaks the model itself: ${broken.keyword} at ${broken.at}`;
}

/** What the plain input of an operation lacks. */
export function lackingForInput({ table, alive }: ServiceContext, operation: string): Presence {
  const missing = placeholdersIn(table.inputs[operation] ?? {})
    .map(resourceNameOf)
    .find((name) => table.resources.some((resource) => resource.name === name) && !alive.has(name));
  const what = missing === undefined ? "plain input of it" : missing.replaceAll("-", " ");
  return { status: "not-tried", reason: `not exercised: there is no ${what} to try it on` };
}
