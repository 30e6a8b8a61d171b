import type { MadeResource } from "#custody/resources/made-resource.ts";
import { idsOn } from "#custody/resources/resource-requests.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isSafe } from "#protocol/methods.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { operationsOf, type Resource, type ResourceOperation } from "#spec/resources/resource-table.ts";
import { lastResource, unknownError } from "#spec/resources/table-readings.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { aboutUnknown } from "#suites/service/inputs/about-unknown.ts";
import { pagesForm } from "#suites/oracles/pages.ts";
import { plainInput, withSpare } from "#suites/service/inputs/plain-input.ts";
import { withClientToken } from "#suites/service/inputs/with-client-token.ts";
import { judgeMade } from "#suites/service/judging/made/judge-made.ts";
import { judgeRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import { seemsThere } from "#suites/service/judging/presence/seems-there.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { brokenInTurn } from "#suites/service/cases/inputs/broken-in-turn.ts";
import { mayBeTaken } from "#suites/service/cases/inputs/judge-variation.ts";
import { unlessBusy } from "#suites/service/cases/inputs/send-once-idle.ts";
import { probeConstraint } from "#suites/service/cases/inputs/probe-constraint.ts";
import { judgePages, pageRequirements } from "#suites/service/cases/listing/follow-pages.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { judgeAbsent } from "#suites/service/judging/made/judge-absent.ts";

/** What the plain operations on a kind, and on what belongs to it, show below another parent than the first. */
export function idsBelowAnother(context: ServiceContext, child: Resource): string[] {
  const { contract, table } = context;
  const own = operationsOf(child).flatMap((id) => {
    const operation = contract.operation(id);
    const isAsked = unknownError(operation, table) !== undefined && lastResource(id, table) === child;
    const asked = (["valid", ...(isAsked ? (["unknown"] as const) : [])] as const).map((what) =>
      promiseId(operation, what),
    );
    return operation.pages === undefined ? asked : [...asked, ...pageRequirements(operation, operation.pages)];
  });
  const below = table.resources.filter(({ parent }) => parent === child.name);
  return [...own, ...below.flatMap((one) => idsBelowAnother(context, one))];
}

/**
 * One of each kind that belongs to a resource, and what belongs to that: made, listed, asked for by each plain request,
 * deleted; and asked for in vain. What holds below the first parent holds below each.
 */
export async function liveBelow(session: ServiceSession, parent: MadeResource): Promise<void> {
  const { table } = session.context;
  for (const child of table.resources.filter((one) => one.parent === parent.resource.name)) {
    const made = await oneBelow(session, child, parent);
    for (const operation of operationsAsked(session, child)) {
      const request = made && requestBelow(session, { operation: operation.id }, made);
      const isDeletion = operation.id === child.delete?.operation;
      if (request !== undefined && operation.id !== child.create?.operation && !isDeletion) await session.send(request);
      await askInVainBelow(session, { child, operation, parent });
    }
    if (made === undefined) continue;
    await pageBelow(session, made);
    await liveBelow(session, made);
    if (!(await breakBelow(session, made))) continue;
    const request = child.delete && requestBelow(session, child.delete, made);
    if (child.delete === undefined || request === undefined || !isSuccess(await session.send(request))) continue;
    await judgeAbsent(session, made, session.context.contract.operation(child.delete.operation));
  }
}

/** The plain request, with a client token: below the first parent it is mostly sent without. */
function requestBelow(session: ServiceSession, one: ResourceOperation, made: MadeResource): WireRequest | undefined {
  const { context } = session;
  const operation = context.contract.operation(one.operation);
  const salt = session.salt("below");
  const plain = plainInput(context, one, { made, salt });
  return plain && encodeInput(operation, withClientToken(context, operation, plain, salt));
}

function operationsAsked({ context: { contract, presence } }: ServiceSession, child: Resource): Operation[] {
  // Whether the shared one can be deleted is tried at the end of a run.
  const isThere = (id: string): boolean => {
    const status = presence.get(id)?.status;
    return status === "implemented" || (id === child.delete?.operation && status !== "not-implemented");
  };
  return operationsOf(child).flatMap((id) => (isThere(id) ? [contract.operation(id)] : []));
}

async function oneBelow(
  session: ServiceSession,
  child: Resource,
  parent: MadeResource,
): Promise<MadeResource | undefined> {
  const { presence } = session.context;
  if (child.create === undefined || presence.get(child.create.operation)?.status !== "implemented") return undefined;
  const change = (plain: JsonObject): JsonObject => withSpare(session.context, plain, child, parent);
  const created = await createOneMore(session, child, { slot: "below", parent, change });
  if (created?.made === undefined || !isSuccess(created.reply)) return undefined;
  await judgeMade(session, { made: created.made, input: created.input, reply: created.reply });
  return created.made;
}

/** Its list in pages of one, beside one more of its kind; not where that takes its time. */
async function pageBelow(session: ServiceSession, made: MadeResource): Promise<void> {
  const { context } = session;
  const { resource, parent } = made;
  const { list, name } = resource;
  const listing = list && context.contract.operation(list.operation);
  if (list === undefined || listing?.pages?.pageSize === undefined || context.slowKinds.has(name)) return;
  if (context.presence.get(listing.id)?.status !== "implemented") return;
  const base = plainInput(context, list, { made, salt: session.salt("pages below") });
  const change = (plain: JsonObject): JsonObject => withSpare(context, plain, resource, parent);
  const more = base && (await createOneMore(session, resource, { slot: "page below", parent, change }));
  if (base === undefined || more?.made === undefined) return;
  const itemsOn = (reply: Reply): string[] => idsOn(reply, list);
  const { pages } = listing;
  await judgePages(session, { listing, pages, base, size: 1, itemsOn, form: pagesForm(listing, list) }, [
    made.id,
    more.made.id,
  ]);
  if ((await context.keeper.remove(more.made)).state !== "left") session.release(more.made);
}

interface AskedBelow {
  readonly child: Resource;
  readonly operation: Operation;
  readonly parent: MadeResource;
}

/**
 * Sends each operation a value that breaks a limit, about the one below or about another that would be made beside it.
 * Whether all are refused: what was not is no more to be judged.
 */
async function breakBelow(session: ServiceSession, made: MadeResource): Promise<boolean> {
  const { context } = session;
  const { resource, parent } = made;
  for (const operation of operationsAsked(session, resource)) {
    const broken = brokenInTurn(context, operation, { turn: 0, apart: [] });
    const isNew = broken?.creates !== undefined;
    const base = (slot: string): JsonObject | undefined => {
      const about = isNew ? parent : made;
      const plain = plainInput(
        context,
        { operation: operation.id },
        { made: about, salt: session.salt(`broken ${slot}`) },
      );
      return plain && (isNew ? withSpare(context, plain, resource, parent) : plain);
    };
    const reply = broken && (await probeConstraint(session, operation, { ...broken, hasToken: false, parent, base }));
    if (reply !== undefined && !isSafe(operation.method) && mayBeTaken(reply)) return false;
  }
  return true;
}

async function askInVainBelow(session: ServiceSession, { child, operation, parent }: AskedBelow): Promise<void> {
  const { requirements, table } = session.context;
  const id = promiseId(operation, "unknown");
  const error = unknownError(operation, table);
  if (!requirements.has(id) || error === undefined || lastResource(operation.id, table) !== child) return;
  const request = aboutUnknown(session, operation, { resource: child, made: parent });
  if (request === undefined) return;
  const reply = await session.send(request, { purpose: "observed" });
  if (!(await seemsThere(session, operation, request, reply))) return;
  session.judgeInGeneral(request, reply, { ofNone: true });
  if (session.classify(request).expectation === "must-reject") return;
  const judge = (each: Reply): Finding => judgeRefusal(each, { error, operation, table });
  const send = () => session.send(request, { purpose: "observed" });
  const last = await unlessBusy(session, { operation, parent, reply, send, judge });
  session.judge(id, last.finding, last.reply.exchange);
}
