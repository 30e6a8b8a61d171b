import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { isSafe } from "#protocol/methods.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { ResourceOperation } from "#spec/resources/resource-table.ts";
import { lastResource, tokenMemberOf, unknownError, updateToken } from "#spec/resources/table-readings.ts";
import { beforeChange, changeOf, judgeApplied } from "#suites/service/controls/applied-change.ts";
import { withParticulars } from "#suites/service/inputs/particulars.ts";
import { plainInput, withSpare } from "#suites/service/inputs/plain-input.ts";
import { withClientToken } from "#suites/service/inputs/with-client-token.ts";
import { changesOf, otherInput } from "#suites/service/cases/lifecycle/changes/other-input.ts";
import { brokenInTurn } from "#suites/service/cases/inputs/broken-in-turn.ts";
import { mayBeTaken } from "#suites/service/cases/inputs/judge-variation.ts";
import { lookForMember } from "#suites/service/cases/inputs/optional-members.ts";
import { probeConstraint } from "#suites/service/cases/inputs/probe-constraint.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { judgeRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { judgeSameChange } from "#suites/service/cases/lifecycle/names/name-cases.ts";
import { askForUnknown, namesUnknown } from "#suites/service/cases/lifecycle/unknown-cases.ts";
import { type LifeOf, type OneLife } from "./life-of-kind.ts";

/** The plain input of an operation on one of a kind, with a client token where the requests of the life have one. */
export function inputOn(
  session: ServiceSession,
  one: ResourceOperation,
  { made, life, slot = "" }: { readonly made: MadeResource; readonly life: OneLife; readonly slot?: string },
): JsonObject | undefined {
  const { context } = session;
  const salt = session.salt(slot);
  const plain = plainInput(context, one, { made, salt });
  return plain && life.token ? withClientToken(context, context.contract.operation(one.operation), plain, salt) : plain;
}

/** The plain input with what is particular about the life. */
function inputOf(
  session: ServiceSession,
  { resource, creating }: LifeOf,
  life: OneLife,
  { input: plain, slot }: { readonly input: JsonObject; readonly slot: string },
): JsonObject {
  const spare = withSpare(session.context, plain, resource);
  const particular = { resource, creating, particulars: life, salt: session.salt(slot) };
  return withParticulars(session.context, spare, particular);
}

/** Sends the plain request of each other operation on one of the kind, in the order in which its controls were sent. */
export async function useOnce(session: ServiceSession, made: MadeResource, life: OneLife): Promise<void> {
  const { contract, presence } = session.context;
  for (const id of made.resource.others) {
    if (presence.get(id)?.status !== "implemented") continue;
    const operation = contract.operation(id);
    const input = inputOn(session, { operation: id }, { made, life });
    const request = input && encodeInput(operation, input);
    if (request === undefined) continue;
    const reply = await session.send(request);
    if (isSuccess(reply) && !isSafe(operation.method)) await untilReady(session, made, id);
  }
}

/** Sends the plain request of each operation that changes one of the kind; what is refused for its state says nothing. */
export async function changeOnce(session: ServiceSession, made: MadeResource, life: OneLife): Promise<void> {
  const { context } = session;
  for (const id of made.resource.updates) {
    if (context.presence.get(id)?.status !== "implemented") continue;
    const operation = context.contract.operation(id);
    const input = inputOn(session, { operation: id }, { made, life });
    const request = input && encodeInput(operation, input);
    if (input === undefined || request === undefined) continue;
    const change = changeOf(session, operation, made, input);
    const before = change && (await beforeChange(session, change));
    const reply = await session.send(request);
    if (!isSuccess(reply)) continue;
    const token = life.token ? updateToken(context, operation) : undefined;
    if (token !== undefined)
      judgeSameChange(session, operation, { token, first: reply, again: await session.send(request) });
    if (before === undefined) await untilReady(session, made);
    else await judgeApplied(session, operation, before, reply);
    await changeAll(session, { operation, made, life });
  }
}

interface ChangeInLife {
  readonly operation: Operation;
  readonly made: MadeResource;
  readonly life: OneLife;
}

/**
 * Sends a change of each member that it may have, every one to another value than is shown, which tells whether it was done;
 * where they are refused together, one of them in each life. What keeps it from being deleted stays off.
 */
async function changeAll(session: ServiceSession, { operation, made, life }: ChangeInLife): Promise<void> {
  const changes = changesOf(session, operation, made);
  const protecting = pointerTokens(made.resource.protection?.at ?? "")[0];
  const all = changes?.members.filter(({ name }) => name !== protecting) ?? [];
  const one = all.length === 0 ? [] : [all[life.turn % all.length]].filter((each) => each !== undefined);
  for (const members of all.length < 2 ? [all] : [all, one]) {
    if (changes === undefined || members.length === 0) return;
    const { input, member } = await otherInput(session, changes, members);
    const request = encodeInput(operation, input);
    if (request === undefined || !isSuccess(await session.send(request))) continue;
    await untilReady(session, made, operation.id);
    await lookForMember(session, changes.optionals, { member, made });
    return;
  }
}

/**
 * Sends each operation that changes one of the kind a value that breaks a limit. Whether all are refused: what was not is
 * no more to be judged.
 */
export async function changeInVain(session: ServiceSession, made: MadeResource, life: OneLife): Promise<boolean> {
  const { context } = session;
  for (const id of made.resource.updates) {
    if (context.presence.get(id)?.status !== "implemented") continue;
    const operation = context.contract.operation(id);
    const broken = brokenInTurn(context, operation, { turn: life.turn, apart: [] });
    const base = (slot: string) => inputOn(session, { operation: id }, { made, life, slot: `in vain ${slot}` });
    const reply = broken && (await probeConstraint(session, operation, { ...broken, hasToken: false, base }));
    if (reply !== undefined && mayBeTaken(reply)) return false;
  }
  return true;
}

/**
 * What is refused of any is refused of one like this: a value that breaks a limit, and a parent that does not exist. Whether
 * the first is refused.
 */
export async function createInVain(
  session: ServiceSession,
  kind: LifeOf,
  life: OneLife,
  parent: MadeResource | undefined,
): Promise<boolean> {
  const { context } = session;
  const { resource, creating } = kind;
  const { id, tags } = resource;
  const apart = [...[id.input, tags?.input].map((at) => pointerTokens(at ?? "")[0]), tokenMemberOf(creating)];
  const base = (slot: string): JsonObject | undefined => {
    const input = plainInput(context, { operation: creating.id }, { made: parent, salt: session.salt(slot) });
    return input && inputOf(session, kind, life, { input, slot });
  };
  const broken = brokenInTurn(context, creating, { turn: life.turn, apart });
  const probe = broken && { ...broken, hasToken: false, parent, base: (slot: string) => base(`in vain ${slot}`) };
  const reply = probe && (await probeConstraint(session, creating, probe));
  const error = unknownError(creating, context.table);
  const last = lastResource(creating.id, context.table);
  const more = inputOf(session, kind, life, { input: {}, slot: "unknown" });
  if (error !== undefined && last !== undefined)
    await askForUnknown(session, { operation: creating, resource: last, error }, more);
  return reply === undefined || !mayBeTaken(reply);
}

/** How a refusal says that it is gone. That it is refused, reads that lag may leave open. */
export async function askInVain(session: ServiceSession, made: MadeResource): Promise<void> {
  const { contract, table, presence } = session.context;
  const { describe, updates, delete: gone } = made.resource;
  for (const id of [describe?.operation, gone?.operation, ...updates]) {
    const operation = id === undefined ? undefined : contract.operation(id);
    const error = operation && unknownError(operation, table);
    const request = id === undefined ? undefined : session.plain({ operation: id }, made);
    if (operation === undefined || error === undefined || request === undefined) continue;
    if (presence.get(operation.id)?.status !== "implemented" && operation.id !== gone?.operation) continue;
    const reply = await session.send(request);
    if (namesUnknown(reply, error))
      session.judge(promiseId(operation, "unknown"), judgeRefusal(reply, { error, operation, table }), reply.exchange);
  }
}
