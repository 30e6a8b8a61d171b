import type { MadeResource } from "../../../../custody/resources/made-resource.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { isSafe } from "../../../../protocol/methods.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";
import { askedAgain } from "../../../../spec/resources/promises/again-promises.ts";
import { listedId, promiseId } from "../../../../spec/resources/promises/promise.ts";
import { describesTags } from "../../../../spec/resources/promises/tagging-promises.ts";
import type { Resource, ResourceOperation } from "../../../../spec/resources/resource-table.ts";
import {
  hasAnother,
  lastResource,
  tokenMemberOf,
  unknownError,
  updateToken,
} from "../../../../spec/resources/table-readings.ts";
import { beforeChange, changeOf, judgeApplied } from "../../controls/applied-change.ts";
import { type Particulars, particularsInTurn, withParticulars } from "../../inputs/particulars.ts";
import { plainInput, withSpare } from "../../inputs/plain-input.ts";
import { withClientToken } from "../../inputs/with-client-token.ts";
import { brokenInTurn } from "../inputs/broken-in-turn.ts";
import { mayBeTaken } from "../inputs/judge-variation.ts";
import { probeConstraint } from "../inputs/probe-constraint.ts";
import { judgeFound } from "../../judging/judge-found.ts";
import { judgeMade, untilReady } from "../../judging/judge-made.ts";
import { judgeRefusal } from "../../judging/judge-plain.ts";
import type { ServiceCase } from "../../service-case.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { ServiceSession } from "../../service-session.ts";
import { anotherOf } from "./another-of.ts";
import { deleteTwice, makeAgain } from "./again-after-life.ts";
import { type Creatable, createParticular } from "./particular-creation.ts";
import { judgeSameAgain, judgeSameChange } from "./name-cases.ts";
import { judgeAbsent } from "./teardown.ts";
import { askAgain } from "./taken-again.ts";
import { askForUnknown, namesUnknown } from "./unknown-cases.ts";

/** What is particular about one life of a kind. */
interface OneLife extends Particulars {
  /** 0 for the first. */
  readonly turn: number;
  /** It belongs to another than the shared one. */
  readonly isElsewhere: boolean;
  readonly asks: ReadonlySet<keyof typeof ONCE>;
}

/** Lives in which each operation is asked; those after them are for what a resource is made with. */
const WHOLE = 6;

/** What is asked in one life of a kind and no other, and in which, where there are so many. */
const ONCE = { deletedTwice: 0, again: 1, otherTags: 3 } as const;

/** What the lives of a kind so far teach about the next. */
interface LivesSoFar {
  /** It took a value that breaks a limit: what comes of that is no life. */
  isLax: boolean;
}

/** The operations of a life. */
interface LifeOf {
  readonly resource: Resource;
  readonly creating: Operation;
  readonly describing: Operation;
  readonly deleting: Operation;
  /** What it belongs to, where a client can make another of those. */
  readonly above?: Resource | undefined;
}

/**
 * Whole lives of a kind: created, described, listed, changed, asked for again under its name, deleted, gone, and asked for
 * in vain. Each with another look of its name, other tags, with and without a client token, and the first below
 * another parent; every answer is judged as each success is. What is refused is tried with less: a name may be refused for what it means.
 */
export function* wholeLives(context: ServiceContext, resource: Resource, creating: Operation): Iterable<ServiceCase> {
  const { contract, table } = context;
  const { describe, list, stays } = resource;
  if (describe === undefined || resource.delete === undefined || stays !== undefined || !hasAnother(resource)) return;
  const [describing, deleting] = [
    contract.operation(describe.operation),
    contract.operation(resource.delete.operation),
  ];
  const above = table.resources.find(({ name, create, fixed }) => name === resource.parent && create && !fixed);
  const kind: LifeOf = { resource, creating, describing, deleting, above };
  const listing = list && contract.operation(list.operation);
  const soFar: LivesSoFar = { isLax: false };
  for (const life of livesOf(context, kind)) {
    yield {
      id: `${creating.prefix}/lives/${keyOfLife(life)}`,
      kind: "scenario",
      requirements: [
        promiseId(describing, "valid"),
        promiseId(deleting, "gone"),
        ...askedIn(context, kind, life),
        ...(listing === undefined ? [] : [listedId(listing, resource.name)]),
      ],
      summary: `a ${resource.name.replaceAll("-", " ")}${inWords(life)}: created, described, listed, changed, deleted`,
      needs: [creating.id, describing.id],
      makes:
        life.isElsewhere && above !== undefined
          ? { resource: above, count: 1, surely: true, beside: true }
          : { resource, count: 1, surely: true },
      run: (session) => live(session, kind, life, soFar),
    };
  }
}

/** What one life of a kind is about, and no other. */
function askedIn(context: ServiceContext, { resource, creating, deleting }: LifeOf, life: OneLife): string[] {
  const again = askedAgain(context, resource);
  const { asks } = life;
  const isDescribed = describesTags(resource);
  return [
    ...(isDescribed && life.tags?.tells === "common" ? [promiseId(creating, "tags.shown")] : []),
    ...(isDescribed && life.tags?.tells === "odd" ? [promiseId(creating, "tags.odd")] : []),
    ...(again?.isDeletedTwice === true && asks.has("deletedTwice") ? [promiseId(deleting, "twice")] : []),
    ...(again?.isNamedAgain === true && asks.has("again") ? [promiseId(creating, "again")] : []),
    ...(again?.isTagged === true && asks.has("otherTags") ? [promiseId(creating, "taken.keeps")] : []),
  ];
}

/** As many as there are looks, or counts of tags, or tokens. */
function livesOf(context: ServiceContext, { resource, creating, above }: LifeOf): OneLife[] {
  const { turns, at: particulars } = particularsInTurn(context, resource);
  const count = Math.max(turns, tokenMemberOf(creating) === undefined ? 1 : 2);
  const asked = Object.keys(ONCE) as (keyof typeof ONCE)[];
  return Array.from({ length: count }, (_, at) => ({
    turn: at,
    ...particulars(at),
    // What the other cases make has mostly none.
    token: at !== 1,
    isElsewhere: at === 0 && above !== undefined,
    asks: new Set(asked.filter((what) => ONCE[what] % count === at)),
  }));
}

function keyOfLife({ look, tags, token }: OneLife): string {
  const parts = [look?.id, tags?.id, token ? "token" : undefined];
  return parts.filter((part) => part !== undefined).join("-") || "plain";
}

function inWords({ look, tags, isElsewhere }: OneLife): string {
  const parts = [
    ...(look === undefined ? [] : [`whose name has ${look.words}`]),
    ...(tags === undefined ? [] : [`with ${tags.words}`]),
    ...(isElsewhere ? ["below another parent"] : []),
  ];
  return parts.map((part) => ` ${part}`).join(",");
}

async function live(session: ServiceSession, kind: LifeOf, asked: OneLife, soFar: LivesSoFar): Promise<void> {
  const { resource, above, creating, deleting } = kind;
  const { slowKinds } = session.context;
  // What takes its time to come takes its time to go.
  if (slowKinds.has(resource.name) && asked.turn >= WHOLE) return;
  const parent = asked.isElsewhere && above !== undefined ? await anotherOf(session, above, "above") : undefined;
  if (asked.isElsewhere && parent === undefined) return;
  const created = await createParticular(session, { resource, creating, parent }, asked);
  if (created?.made === undefined || !isSuccess(created.reply)) return;
  const { made, input, reply, particulars: life } = created;
  const wasLax = soFar.isLax;
  await judgeMade(session, { made, input, reply });
  const described = await untilReady(session, made);
  if (described === undefined || !(await judgeFound(session, made, described))) return;
  if (life.token && resource.id.input !== undefined && tokenMemberOf(kind.creating) !== undefined) {
    const request = encodeInput(kind.creating, input);
    const again = request && (await session.send(request));
    if (again !== undefined) judgeSameAgain(session, { resource, creating: kind.creating, first: reply, again });
  }
  const isWhole = life.turn < WHOLE;
  // Each change may take as long as it takes to make one.
  const isQuick = !slowKinds.has(resource.name);
  if (isWhole && (isQuick || life.turn === 0)) {
    await useOnce(session, made, life);
    await changeOnce(session, made, life);
  }
  const one: Creatable = { resource, creating, parent };
  if (isWhole) await askAgain(session, one, { made, input, isOther: life.asks.has("otherTags") });
  if (isWhole && isQuick && !soFar.isLax) soFar.isLax = !(await changeInVain(session, made, life));
  if (soFar.isLax && !wasLax) return;
  const last = resource.delete && inputOn(session, resource.delete, { made, life });
  const request = last && encodeInput(deleting, last);
  if (request === undefined || !isSuccess(await session.send(request))) return;
  await judgeAbsent(session, made, deleting);
  if (!isWhole || (await session.describes(made)) !== false) return;
  await askInVain(session, made);
  if (life.asks.has("deletedTwice")) await deleteTwice(session, one, made);
  if (isQuick && resource.id.input !== undefined && life.asks.has("again"))
    await makeAgain(session, one, { made, input });
  if (!soFar.isLax) soFar.isLax = !(await createInVain(session, kind, life, parent));
}

/** The plain input of an operation on one of a kind, with a client token where the requests of the life have one. */
function inputOn(
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
async function useOnce(session: ServiceSession, made: MadeResource, life: OneLife): Promise<void> {
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
async function changeOnce(session: ServiceSession, made: MadeResource, life: OneLife): Promise<void> {
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
  }
}

/**
 * Sends each operation that changes one of the kind a value that breaks a limit. Whether all are refused: what was not is
 * no more to be judged.
 */
async function changeInVain(session: ServiceSession, made: MadeResource, life: OneLife): Promise<boolean> {
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
async function createInVain(
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
async function askInVain(session: ServiceSession, made: MadeResource): Promise<void> {
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
      session.judge(promiseId(operation, "unknown"), judgeRefusal(reply, error, operation), reply.exchange);
  }
}
