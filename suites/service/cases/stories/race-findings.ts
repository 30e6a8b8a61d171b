import { isDeepStrictEqual } from "node:util";
import { keyOf } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isRefusedAs, isServerFailure, isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isQuotaRefusal } from "#suites/oracles/quota.ts";
import { documentedError } from "#suites/oracles/documented-error.ts";
import { isUninformative } from "#suites/oracles/uninformative.ts";
import { judgeRace, type RaceGrade, type RaceRule } from "#suites/stories/judge-race.ts";
import { mayHaveWorked } from "#suites/service/creating/after-failure.ts";
import type { ResourceCreation } from "#suites/service/creating/after-success.ts";
import { type Identifying, isAt } from "#suites/service/judging/answers/identifying.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface OfOneName extends OfNone {
  readonly taken: DocumentedError;
  readonly creations: readonly ResourceCreation[];
}

interface OfNone {
  /** How it counts that none succeeded. */
  readonly ofNone: RaceGrade;
}

/** Of creations of one name, whether one alone succeeded. */
export function judgeOneWinner(
  session: ServiceSession,
  creating: Operation,
  { taken, creations, ofNone }: OfOneName,
): void {
  const replies = creations.map(({ reply }) => reply);
  judge(session, promiseId(creating, "parallel.same-name"), replies, {
    expected: `one ${creating.success.status}, and ${taken.status} ${taken.name} to the others`,
    most: 1,
    step: promiseId(creating, "taken"),
    ofRefusal: (reply) => (isRefusedAs(reply, taken) ? "met" : gradeOf(reply, ofService(session), "unclear")),
    ofNone,
  });
}

/**
 * Whether what a parent may have so many of was refused for their number alone: then its own, or what stays, left no room
 * for as many as a race takes, and nothing is judged.
 */
function hasNoRoom(
  { context: { unmade } }: ServiceSession,
  { resource, id }: { readonly resource: Resource; readonly id: string },
  creations: readonly ResourceCreation[],
): boolean {
  const refused = creations.filter(({ reply }) => !isSuccess(reply));
  const isFull =
    resource.most !== undefined && refused.length > 0 && refused.every(({ reply }) => isQuotaRefusal(reply));
  if (isFull) unmade.set(id, { keeps: "what it would belong to has no room for as many at once" });
  return isFull;
}

interface SameToken extends OfNone {
  readonly resource: Resource;
  readonly creating: Operation;
  readonly creations: readonly ResourceCreation[];
  /** What tells the one that was made. */
  readonly tells: (reply: Reply) => readonly Identifying[];
}

/** Whether creations with one client token made one resource; a repeat may be refused while the first is under way. */
export function judgeSameOne(
  session: ServiceSession,
  { resource, creating, creations, tells, ofNone }: SameToken,
): void {
  const replies = creations.map(({ reply }) => reply);
  const id = promiseId(creating, "parallel.same-token");
  if (!replies.some(isSuccess) && hasNoRoom(session, { resource, id }, creations)) return;
  const [first, ...again] = creations.filter(({ reply }) => isSuccess(reply));
  const members = first === undefined ? [] : tells(first.reply);
  const isOther = ({ made, reply }: ResourceCreation): boolean =>
    members.some((form) => !isAt(reply, form)) || idOf(made) !== idOf(first?.made);
  const other = again.findLast(isOther);
  judge(session, id, replies, {
    expected: "one resource, in every success",
    wrong: other && { received: "of different ones", reply: other.reply },
    step: promiseId(creating, "token"),
    ofRefusal: (reply) => gradeOf(reply, ofService(session), "met"),
    ofNone,
  });
}

function idOf(made: ResourceCreation["made"]): string | undefined {
  return made && keyOf(made);
}

interface Creations {
  readonly inputs: readonly JsonObject[];
  readonly creations: readonly ResourceCreation[];
}

interface OfRefused {
  /** How it counts that one was refused with an error of the service. */
  readonly ofRefused: RaceGrade;
}

/**
 * Whether each of two creations made one of its own, that neither shows what the other sent. What either is refused, a
 * limit or what is under way may explain; how a value is shown that only its own input has is judged elsewhere.
 */
export async function judgeDistinct(
  session: ServiceSession,
  resource: Resource,
  creating: Operation,
  { inputs, creations, ofRefused }: Creations & OfRefused,
): Promise<void> {
  const replies = creations.map(({ reply }) => reply);
  const refused = replies.filter((reply) => !isSuccess(reply));
  const id = promiseId(creating, "parallel.distinct");
  if (hasNoRoom(session, { resource, id }, creations)) return;
  if (ofRefused !== "missed" && areMadeInTurn(session, replies)) {
    session.context.unmade.set(id, { keeps: "beside one, others were refused: the target makes one after the other" });
    return;
  }
  const mixed = refused.length > 0 ? undefined : await mixedUp(session, resource, { inputs, creations });
  const isSure = creations.length > 1 && creations.every(({ made }) => made !== undefined);
  judge(session, id, replies, {
    expected: `${inputs.length} times ${creating.success.status}, each with its own values`,
    wrong: mixed,
    ofSuccess: isSure ? "met" : "unclear",
    ofRefusal: (reply) => gradeOf(reply, ofService(session), ofRefused),
  });
}

/** Whether one was made, and the others refused in words of the model, for nothing that may be the way of the requests. */
function areMadeInTurn(session: ServiceSession, replies: readonly Reply[]): boolean {
  const refused = replies.filter((reply) => !isSuccess(reply));
  const isOfModel = refused.every((reply) => isDocumented(reply, ofService(session)) && !saysNothing(reply));
  return refused.length > 0 && refused.length < replies.length && isOfModel;
}

interface MixedUp {
  readonly received: string;
  readonly reply: Reply;
}

/** The first answer that shows that one request has what another one sent, or that what it made is not there. */
async function mixedUp(
  session: ServiceSession,
  resource: Resource,
  { inputs, creations }: Creations,
): Promise<MixedUp | undefined> {
  const keys = creations.map(({ made }) => idOf(made));
  for (const [index, { reply }] of creations.entries()) {
    const isOne = keys[index] !== undefined && keys.indexOf(keys[index]) !== index;
    if (isOne) return { received: "both answers name one resource", reply };
    if (showsOther(shownByCreation(resource, reply), inputs, index))
      return { received: "an answer with what another request sent", reply };
  }
  for (const [index, { made }] of creations.entries()) {
    const reply = made && (await untilReady(session, made));
    if (made === undefined || reply === undefined) continue;
    if (await session.isNone(made, reply)) return { received: `${describeReply(reply)} to a description`, reply };
    if (showsOther(session.shown(made, reply), inputs, index))
      return { received: "a description with what another request sent", reply };
  }
  return undefined;
}

function shownByCreation({ create }: Resource, { json }: Reply): JsonObject | undefined {
  const shown = create?.shows === undefined || !isJsonObject(json) ? undefined : valueAt(json, create.shows);
  return isJsonObject(shown) ? shown : undefined;
}

/** Whether a member in which the inputs differ is shown as another one than the own has it, or with an entry of that. */
function showsOther(shown: JsonObject = {}, inputs: readonly JsonObject[], own: number): boolean {
  return Object.entries(inputs[own] ?? {}).some(([name, value]) => {
    const there: JsonValue | undefined = ownMember(shown, name);
    const others = inputs.map((input) => input[name]).filter((other) => !isDeepStrictEqual(other, value));
    return (
      there !== undefined && others.some((other) => isDeepStrictEqual(there, other) || hasEntryOf(there, other, value))
    );
  });
}

/** Whether a map has a key that was sent in another one, and not in the own. */
function hasEntryOf(there: JsonValue, other: JsonValue | undefined, own: JsonValue): boolean {
  if (!isJsonObject(there) || !isJsonObject(other) || !isJsonObject(own)) return false;
  return Object.keys(other).some((key) => !Object.hasOwn(own, key) && Object.hasOwn(there, key));
}

/** Of deletions of one resource, whether one succeeded, and the others were told so in words of the model. */
export function judgeDeletions(session: ServiceSession, deleting: Operation, replies: readonly Reply[]): void {
  const rule: RaceRule = {
    expected: `one ${deleting.success.status} at least, and what the operation documents to the others`,
    // That another was faster is no reason to fail.
    ofRefusal: (reply) => (isServerFailure(reply) ? "missed" : gradeOf(reply, [deleting], "met")),
    // What it went through before may explain it.
    ofNone: "unclear",
  };
  judge(session, promiseId(deleting, "parallel.same-resource"), replies, rule, isUninformative);
}

/** Missed where a refusal is none that one of the operations documents; otherwise as told. */
function gradeOf(reply: Reply, operations: readonly Operation[], otherwise: RaceGrade): RaceGrade {
  return isDocumented(reply, operations) ? otherwise : "missed";
}

function isDocumented(reply: Reply, operations: readonly Operation[]): boolean {
  return operations.some((operation) => (documentedError(reply, operation)?.status ?? 500) < 500);
}

/** What is under way may be told by an error that only others of the service document; that is judged of each error. */
function ofService({ context: { contract } }: ServiceSession): readonly Operation[] {
  return [...contract.operations.values()];
}

function judge(
  session: ServiceSession,
  id: string,
  replies: readonly Reply[],
  rule: RaceRule,
  isSilent: (reply: Reply) => boolean = saysNothing,
): void {
  const { finding, about } = judgeRace(replies, rule, isSilent);
  session.judge(id, finding, about?.exchange);
}

/** Requests sent at once are throttled first, and a failure of the server is told by itself. */
function saysNothing(reply: Reply): boolean {
  return mayHaveWorked(reply) || isUninformative(reply);
}
