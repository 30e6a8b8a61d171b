import { tellsUnknown } from "../../../../custody/looking/absence.ts";
import { clusterOf, shownMember } from "../../../../custody/looking/shown-cluster.ts";
import { uuidOf } from "../../../../generators/schema/fresh-value.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { isRefusedAs, isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import { jsonText } from "../../../../spec/json/json-text.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { plainText } from "../../../../spec/json/plain-text.ts";
import { tokenMember } from "../../../../spec/registration/contract-words.ts";
import { ERRORS, MEMBERS } from "../../../../spec/registration/registered-cluster.ts";
import type { HistorySystem, HistoryState, Mismatch, StepOutcome } from "../../../stories/play-history.ts";
import { ofName } from "../../../oracles/clusters/cluster-answers.ts";
import { haveEachOnce, isOnce } from "../../../oracles/pages.ts";
import { type Condition, type MemberForm, objectWith, refusal } from "../../../record/condition.ts";
import { SetupFailure } from "../../../session/round.ts";
import { activationOf } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import {
  AWAITED,
  deregisterOnceShown,
  deregisterUntilUnknown,
  describeUntilGone,
  registerOnceFree,
  waitForDeparture,
} from "../../session/steps/consistency.ts";
import { isLongList, listAll, type Listing } from "../../session/steps/listing.ts";

/** What a history knows of a name. */
interface KnownName extends HistoryState {
  readonly name: string;
  /** A registration of it, but for the token. */
  readonly input: JsonObject;
  /** The token of the latest. */
  readonly token?: string;
  /** Every activation handed out for it, the latest last. */
  readonly activations: readonly string[];
  /** The id of the latest, as JSON. */
  readonly id?: string | undefined;
}

/** How the steps of a history are sent, and what each answer must be. */
export function registrationSystem(session: CaseSession): HistorySystem<KnownName> {
  return {
    foretold: (number) => unregistered(session, number),
    create: ({ about = 0 }, { before }) => registerFree(session, before ?? unregistered(session, about), about),
    look: (known) => (known.isThere ? lookForThere(session, known) : lookForGone(session, known)),
    list: (all, slot) => lookAtList(session, all, slot),
    acts: {
      retake: async (known, { slot }) => ({ left: known, found: await registerTaken(session, known, slot) }),
      repeat: async (known) => ({ left: known, found: await registerAgain(session, known) }),
      delete: (known) => deregister(session, known),
      "delete-gone": async (known) => ({ left: known, found: await deregisterGone(session, known) }),
    },
  };
}

function unregistered(session: CaseSession, number: number): KnownName {
  const input = session.registration.minimal(session.salt(String(number)));
  return { name: plainText(input["name"]), input, isThere: false, activations: [] };
}

/** A registration as a history sends it, of a name that none has. */
export function freshRegistration(session: CaseSession): JsonObject {
  const { name, input } = unregistered(session, -1);
  return withToken(input, tokenOf(name, -1));
}

/** No two registrations of a name have one token. */
function tokenOf(name: string, number: number): string {
  return uuidOf("history", name, number);
}

function withToken(input: JsonObject, token: string): JsonObject {
  return { ...input, [tokenMember()]: token };
}

/** Registers a name that is free: new, or given up before. */
async function registerFree(session: CaseSession, known: KnownName, number: number): Promise<StepOutcome<KnownName>> {
  const token = tokenOf(known.name, number);
  const reply = told((await registerOnceFree(session, withToken(known.input, token))).reply);
  const isNew = known.activations.length === 0;
  const differs: Condition = { members: activation("differs", known.id), settles: true };
  const missed = {
    step: isNew ? "register.valid" : "register.again",
    condition: { answers: [objectWith(200)], ...(isNew ? {} : differs) },
  };
  if (!isSuccess(reply)) return { found: mismatch(reply, { ...missed, expected: "a registration" }) };
  const cluster = clusterOf(reply);
  const mark = activationOf(cluster);
  if (mark !== "" && known.activations.includes(mark)) {
    const received = `activation ${mark}`;
    return { found: mismatch(reply, { ...missed, expected: "another activation than before", received }) };
  }
  const id = shownMember(cluster, "activation") ?? null;
  const activations = [...known.activations, mark];
  return { left: { ...known, isThere: true, token, activations, id: id === null ? known.id : jsonText(id) } };
}

/** Registers a taken name with another token. */
async function registerTaken(session: CaseSession, known: KnownName, slot: number): Promise<Mismatch | undefined> {
  const input = withToken(known.input, tokenOf(known.name, slot));
  return refusedAs(TAKEN, "register.error.taken-name", told(await session.register(input, { repeats: true })));
}

/** Sends a registration again as it was: answered as the first time, or refused, but never carried out twice. */
async function registerAgain(session: CaseSession, known: KnownName): Promise<Mismatch | undefined> {
  const input = withToken(known.input, known.token ?? "");
  const reply = told(await session.register(input, { repeats: true }));
  const step = "register.token.not-executed-twice";
  const answers = [objectWith(200), refusal(...TAKEN)];
  const condition = { answers, ofSuccess: true, members: activation("equals", known.id) };
  if (!isSuccess(reply)) return refusedAs(TAKEN, step, reply, condition);
  const [mark, latest] = [activationOf(clusterOf(reply)), known.activations.at(-1)];
  if (mark === latest) return undefined;
  return mismatch(reply, { step, condition, expected: `activation ${latest}`, received: `activation ${mark}` });
}

async function lookForThere(session: CaseSession, { name }: KnownName): Promise<Mismatch | undefined> {
  const read = () => session.describe(name);
  const reply = told(await session.waitFor(AWAITED.description, { read, holds: isSuccess }));
  const shown = isSuccess(reply) ? plainText(clusterOf(reply)?.["name"]) : undefined;
  if (shown === name) return undefined;
  const received = shown === undefined ? undefined : `cluster ${shown}`;
  const condition = { ...ofName(name), settles: true };
  return mismatch(reply, { step: "describe.after-register", condition, expected: `cluster ${name}`, received });
}

async function lookForGone(session: CaseSession, { name }: KnownName): Promise<Mismatch | undefined> {
  const reply = told(await describeUntilGone(session, name));
  return refusedAs(UNKNOWN, "describe.after-deregister", reply, { settles: true });
}

async function deregister(session: CaseSession, known: KnownName): Promise<StepOutcome<KnownName>> {
  const reply = told(await deregisterOnceShown(session, known.name));
  if (isSuccess(reply)) return { left: { ...known, isThere: false } };
  const condition = { answers: [objectWith(200)], settles: true };
  return { found: mismatch(reply, { step: "deregister.answer", condition, expected: "a deregistration" }) };
}

async function deregisterGone(session: CaseSession, { name }: KnownName): Promise<Mismatch | undefined> {
  const reply = told(await deregisterUntilUnknown(session, name));
  return refusedAs(UNKNOWN, "deregister.twice", reply, { settles: true });
}

/** The most names asked for in one page; undefined leaves it to the service. */
const SIZES = [undefined, 1, 2, 3] as const;

/** Walks through the whole list, of registered clusters or of others alone. */
async function lookAtList(
  session: CaseSession,
  known: readonly KnownName[],
  slot: number,
): Promise<Mismatch | undefined> {
  const all = slot % 2 === 0;
  const size = SIZES[Math.floor(slot / 2) % SIZES.length];
  const namesOf = (isListed: boolean) =>
    known.filter(({ isThere }) => (all && isThere) === isListed).map(({ name }) => name);
  const [present, absent] = [namesOf(true), namesOf(false)];
  const { pages, items, last, end } = await walkList(session, { all, size, present, absent });
  const found = (step: string, expected: string, received?: string) => {
    const condition = { list: { once: present, lacks: absent, pageSize: size }, settles: true };
    return mismatch(last, { step, condition, expected, received });
  };
  // A list in pages may lose names that one page has.
  const step = !all ? "list.excludes-connected" : size === undefined ? "list.include-all" : "list.paging";
  if (end !== "whole") {
    const received = isSuccess(told(last)) ? `${last.status} without a list that comes to an end` : undefined;
    return found(step, "a list", received);
  }
  const missing = present.filter((name) => !items.includes(name));
  if (missing.length > 0) return found(step, `${missing.join(", ")} in the list`, "not listed");
  const spurious = absent.filter((name) => items.includes(name));
  if (spurious.length > 0)
    return found(all ? "list.after-deregister" : step, `${spurious.join(", ")} not in the list`, "listed");
  const repeated = present.filter((name) => !isOnce(items, name));
  if (repeated.length > 0) return found(step, `${repeated.join(", ")} once`, "listed twice");
  const longest = Math.max(0, ...pages.map(({ length }) => length));
  if (size === undefined || longest <= size) return undefined;
  return found("list.paging", `at most ${size} names a page`, String(longest));
}

interface Walked {
  readonly all: boolean;
  readonly size: number | undefined;
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

async function walkList(session: CaseSession, { all, size, present, absent }: Walked): Promise<Listing> {
  const { longList } = session.context;
  const tooLong = new SetupFailure("there are more clusters than pages are read");
  // What was read in vain once, hundreds of pages long, is not read again.
  if (all && size !== undefined && size <= longList.pageSize) throw tooLong;
  const listing = await waitForDeparture(session, all ? AWAITED.list : AWAITED.plainList, {
    names: absent,
    read: () => listAll(session, { all, size }),
    holds: ({ end, items }) =>
      end === "cut off" || (haveEachOnce(items, present) && !absent.some((name) => items.includes(name))),
  });
  if (!(await isLongList(session, listing))) return listing;
  if (all) longList.pageSize = Math.max(longList.pageSize, size ?? 0);
  throw tooLong;
}

const TAKEN = [409, ERRORS.taken] as const;
const UNKNOWN = [404, ERRORS.unknown] as const;

/** A mismatch unless the answer is this refusal. */
function refusedAs(
  [status, name]: typeof TAKEN | typeof UNKNOWN,
  step: string,
  reply: Reply,
  more?: Condition,
): Mismatch | undefined {
  if (isRefusedAs(reply, { status, name }) || (name === ERRORS.unknown && tellsUnknown(reply))) return undefined;
  const condition = { answers: [refusal(status, name)], ...more };
  return mismatch(reply, { step, condition, expected: `${status} ${name}` });
}

type Missed = Omit<Mismatch, "received" | "exchange"> & { readonly received?: string | undefined };

/** By default, what was received is the status and the error of the answer. */
function mismatch(reply: Reply, { received = describeReply(reply), ...missed }: Missed): Mismatch {
  return { ...missed, received, exchange: reply.exchange };
}

function activation(relation: "equals" | "differs", value: string | undefined): MemberForm[] {
  return value === undefined ? [] : [{ at: MEMBERS.activation.inAnswer, [relation]: value }];
}

/** An answer that says something; one for the pace, or none at all, ends the history without a verdict. */
function told(reply: Reply): Reply {
  if (reply.exchange.failure === undefined && !isThrottled(reply)) return reply;
  throw new SetupFailure(`a step of the history got ${describeReply(reply)}`);
}
