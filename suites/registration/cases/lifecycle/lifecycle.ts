import { judgeRefusedAs } from "../../../oracles/refused-as.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { plainText } from "../../../../spec/json/plain-text.ts";
import type { Case } from "../../session/cluster-case.ts";
import { type Condition, objectWith } from "../../../record/condition.ts";
import { check, settling, wanting, type Finding } from "../../../oracles/finding.ts";
import type { ListQuery } from "../../session/list-query.ts";
import { haveEachOnce, judgeEachOnce, judgePageSize } from "../../../oracles/pages.ts";
import { isLongList, listAll, type Listing } from "../../session/steps/listing.ts";
import { deregisterAnswer, sameCluster, withoutActivationCode } from "../../../oracles/clusters/cluster-answers.ts";
import { judgeServed } from "../../../oracles/served-route.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { clusterOf, shownMember, namesOn, nextTokenOf } from "../../../../custody/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { jsonText } from "../../../../spec/json/json-text.ts";
import { isRenewed, registerFirst, scenario } from "../../session/scenario.ts";
import {
  AWAITED,
  deregisterOnceShown,
  deregisterUntilUnknown,
  describeOnceShown,
  describeUntilGone,
  registerOnceFree,
  waitForDeparture,
} from "../../session/steps/consistency.ts";
import type { CaseSession } from "../../session/session.ts";
import { OPERATIONS, MEMBERS, LISTING } from "../../../../spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "../../../../spec/requirements/refusals.ts";
import { clusterPages } from "../../../../spec/registration/contract-words.ts";

/**
 * What the other operations must say of a cluster from its registration to its end. A case is of no more operations than
 * its requirements are about: one that is not there would block them all.
 */
export const LIFECYCLE_CASES: readonly Case[] = [
  scenario({
    id: "lifecycle/describe-after-register",
    requirements: ["describe.after-register", "describe.no-activation-code", "describe.route"],
    summary: "register with tags and a token, then describe",
    needs: [OPERATIONS.register, OPERATIONS.describe],
    run: describeAfterRegister,
  }),
  scenario({
    id: "lifecycle/list-after-register",
    requirements: ["list.include-all", "list.excludes-connected", "list.route"],
    summary: "register, list with and without include=all",
    needs: [OPERATIONS.register, OPERATIONS.list],
    run: listAfterRegister,
  }),
  scenario({
    id: "lifecycle/list-after-deregister",
    requirements: ["list.after-deregister"],
    summary: "register, list, deregister, list again",
    needs: [OPERATIONS.register, OPERATIONS.deregister, OPERATIONS.list],
    run: listAfterDeregister,
  }),
  scenario({
    id: "lifecycle/deregister",
    requirements: [
      "deregister.answer",
      "deregister.status-deleting",
      "deregister.same-cluster",
      "deregister.no-activation-code",
      "deregister.twice",
      "register.again",
      "register.created-at",
      "deregister.route",
    ],
    summary: "register, deregister, deregister once more, register again under the same name",
    needs: [OPERATIONS.register, OPERATIONS.deregister],
    registers: 2,
    run: deregisterAndAgain,
  }),
  scenario({
    id: "lifecycle/describe-after-deregister",
    requirements: ["describe.after-deregister"],
    summary: "register, deregister, describe",
    needs: [OPERATIONS.register, OPERATIONS.deregister, OPERATIONS.describe],
    run: async (session) => {
      const { name } = await registerFirst(session, session.registration.minimal(session.salt()));
      if (isSuccess(await deregisterOnceShown(session, name))) await judgeUndescribed(session, name);
    },
  }),
  scenario({
    id: "lifecycle/describe-again",
    requirements: ["describe.after-register"],
    summary: "register, describe, deregister, register again under the same name, describe",
    needs: [OPERATIONS.register, OPERATIONS.deregister, OPERATIONS.describe],
    registers: 2,
    run: describeAgain,
  }),
  scenario({
    id: "lifecycle/describe-listed",
    requirements: ["describe.response.cluster", "describe.response.cluster.created-at"],
    summary: "describe a cluster that the list names by itself, for the members that only clusters run by EKS have",
    needs: [OPERATIONS.list, OPERATIONS.describe],
    effect: "read",
    live: 0,
    run: async (session) => {
      const { items } = await listAll(session, {});
      const [name] = items.filter((each) => each !== "");
      if (name !== undefined) await session.describe(name);
    },
  }),
  scenario({
    id: "lifecycle/paging",
    requirements: ["list.paging", "list.last-page"],
    summary: "register three clusters and walk the list with one and two names a page",
    needs: [OPERATIONS.register, OPERATIONS.list],
    live: 3,
    exclusive: true,
    run: (session) => walkPages(session, { slots: ["a", "b", "c"], sizes: [1, 2] }),
  }),
  scenario({
    id: "lifecycle/full-pages",
    requirements: ["list.paging", "list.last-page"],
    summary: "register four clusters and walk the list with two names a page",
    needs: [OPERATIONS.register, OPERATIONS.list],
    live: 4,
    exclusive: true,
    // Of three, no page after the first has two.
    run: (session) => walkPages(session, { slots: ["a", "b", "c", "d"], sizes: [2] }),
  }),
];

async function describeAfterRegister(session: CaseSession): Promise<void> {
  const registered = await registerFirst(session, session.registration.full(session.salt()));
  const reply = await describeOnceShown(session, registered.name);
  session.judge("describe.after-register", sameCluster(registered, reply), reply.exchange);
  session.judge("describe.route", judgeServed(reply, session.operation(OPERATIONS.describe)), reply.exchange);
  if (clusterOf(reply) === undefined) return;
  session.judge("describe.no-activation-code", withoutActivationCode(reply), reply.exchange);
}

async function listAfterRegister(session: CaseSession): Promise<void> {
  const { name } = await registerFirst(session, session.registration.minimal(session.salt()));
  const listed = await listUntil(session, (names) => names.includes(name));
  session.judge("list.route", judgeServed(listed.last, session.operation(OPERATIONS.list)), listed.last.exchange);
  session.judge("list.include-all", listFinding(listed, name, true), listed.last.exchange);
  const plain = await listAll(session, {});
  session.judge("list.excludes-connected", listFinding(plain, name, false), plain.last.exchange);
}

async function listAfterDeregister(session: CaseSession): Promise<void> {
  const { name } = await registerFirst(session, session.registration.minimal(session.salt()));
  // A list may keep what it has shown once.
  await listUntil(session, (names) => names.includes(name));
  const gone = await deregisterOnceShown(session, name);
  if (!isSuccess(gone)) return;
  const after = await listUntil(session, (names) => !names.includes(name), [name]);
  session.judge("list.after-deregister", listFinding(after, name, false), after.last.exchange);
}

/** Whether a list names a cluster, as it should or should not. */
export function listFinding({ items, last, end }: Listing, name: string, wanted: boolean): Finding {
  const expected = wanted ? "a list that names the cluster" : "a list that does not name the cluster";
  const listed = items.includes(name);
  const condition = { list: wanted ? { has: [name] } : { lacks: [name] }, settles: true };
  if (!listed && end !== "whole") {
    return wanting(check(false, expected, `${describeReply(last)}, so no whole list`), condition);
  }
  return wanting(check(listed === wanted, expected, listed ? "a list with it" : "a list without it"), condition);
}

/** Walks the whole list until it is as wanted, or for as long as writes, and the departures awaited, may take to show. */
export function listUntil(
  session: CaseSession,
  holds: (names: readonly string[]) => boolean,
  gone: readonly string[] = [],
): Promise<Listing> {
  return walkUntil(session, { all: true }, ({ items }) => holds(items), gone);
}

function walkUntil(
  session: CaseSession,
  query: ListQuery,
  holds: (listing: Listing) => boolean,
  names: readonly string[] = [],
): Promise<Listing> {
  return waitForDeparture(session, AWAITED.list, { names, read: () => listAll(session, query), holds });
}

async function deregisterAndAgain(session: CaseSession): Promise<void> {
  const input = session.registration.minimal(session.salt());
  const { name, cluster } = await registerFirst(session, input);
  const registeredAt = session.context.clock.epoch();
  const removed = await deregisterOnceShown(session, name);
  session.judge("deregister.route", judgeServed(removed, session.operation(OPERATIONS.deregister)), removed.exchange);
  session.judge("deregister.answer", deregisterAnswer(removed, name), removed.exchange);
  if (!isSuccess(removed)) return;
  await judgeDeregisteredTwice(session, name);
  const { reply: again, remark } = await registerOnceFree(session, input);
  const renewed = isRenewed(cluster, clusterOf(again));
  const received =
    isSuccess(again) && !renewed ? "200 with the activation of before" : `${describeReply(again)}${remark}`;
  const finding = check(again.status === 200 && renewed, "200 with a new activation", received);
  session.judge("register.again", wanting(finding, { ...renewedActivation(cluster), settles: true }), again.exchange);
  if (session.context.clock.epoch() >= registeredAt + COARSE_MS) judgeCreatedAnew(session, cluster, again);
}

/** Milliseconds in which no clock stands still, however coarse. */
const COARSE_MS = 50;

/** Times with parts of a second are no two alike, with several requests between them. */
function judgeCreatedAnew(session: CaseSession, before: JsonObject, again: Reply): void {
  const [then, now] = [before, clusterOf(again)].map((cluster) => shownMember(cluster, "created"));
  if (!isSuccess(again) || typeof then !== "number" || Number.isInteger(then)) return;
  const finding = check(now !== then, "another time than that of the cluster before", jsonText(now ?? null));
  const members = [{ at: MEMBERS.created.inAnswer, differs: jsonText(then) }];
  session.judge("register.created-at", wanting(finding, { members }), again.exchange);
}

/** What was described may be kept for the next cluster of its name. */
async function describeAgain(session: CaseSession): Promise<void> {
  const { full } = session.registration;
  const { name } = await registerFirst(session, full(session.salt()));
  await describeOnceShown(session, name);
  if (!isSuccess(await deregisterOnceShown(session, name))) return;
  const { reply } = await registerOnceFree(session, { ...full(session.salt("again")), [MEMBERS.name.name]: name });
  const told = session.clusters.own.get(name)?.told;
  if (!isSuccess(reply) || told === undefined) return;
  const described = await describeOnceShown(session, name);
  session.judge("describe.after-register", sameCluster(told, described), described.exchange);
}

/** 200 with another activation than before, where there was one. */
function renewedActivation(cluster: JsonObject): Condition {
  const before = shownMember(cluster, "activation");
  const differs =
    typeof before === "string" ? [{ at: MEMBERS.activation.inAnswer, differs: JSON.stringify(before) }] : [];
  return { answers: [objectWith(200)], members: differs };
}

/** A cluster that was deregistered is unknown to those that ask for it and to those that deregister it once more. */
export async function judgeGone(session: CaseSession, name: string): Promise<void> {
  await judgeUndescribed(session, name);
  await judgeDeregisteredTwice(session, name);
}

async function judgeUndescribed(session: CaseSession, name: string): Promise<void> {
  const described = await describeUntilGone(session, name);
  session.judge(
    "describe.after-deregister",
    settling(judgeRefusedAs(described, STATE_REFUSALS.unknownName)),
    described.exchange,
  );
}

async function judgeDeregisteredTwice(session: CaseSession, name: string): Promise<void> {
  const twice = await deregisterUntilUnknown(session, name);
  session.judge("deregister.twice", settling(judgeRefusedAs(twice, STATE_REFUSALS.unknownName)), twice.exchange);
}

interface Walks {
  /** A cluster each. */
  readonly slots: readonly string[];
  /** Names a page, a walk each. */
  readonly sizes: readonly number[];
}

async function walkPages(session: CaseSession, { slots, sizes }: Walks): Promise<void> {
  const { minimal } = session.registration;
  const own: string[] = [];
  for (const [at, slot] of slots.entries()) {
    const input = minimal(session.salt(slot));
    // A list may be ordered by capitals in one place, and without regard to them in another.
    const name = at % 2 === 0 ? input["name"] : inCapitals(plainText(input["name"]), session.context.namePrefix);
    own.push((await registerFirst(session, { ...input, [MEMBERS.name.name]: name ?? null })).name);
  }
  await listUntil(session, (names) => own.every((name) => names.includes(name)));
  for (const size of sizes) {
    const listing = await walkUntilWhole(session, own, size);
    await judgeSmallPages(session, listing, { size, there: own });
  }
}

/** But for the prefix, by which the run knows its names. */
function inCapitals(name: string, prefix: string): string {
  return name.startsWith(prefix) ? prefix + name.slice(prefix.length).toUpperCase() : name;
}

interface SmallPages {
  readonly size: number;
  /** Each is named once. */
  readonly there: readonly string[];
  /** What the pages are compared with, if not with themselves: see unlessStirred. */
  readonly before?: Listing;
}

/** Judges a walk in small pages, which in an account of hundreds of clusters is not read to its end. */
export async function judgeSmallPages(
  session: CaseSession,
  walked: Listing,
  { size, there, before = walked }: SmallPages,
): Promise<void> {
  const isLong = await isLongList(session, walked);
  const unlessLong = (finding: Finding): Finding =>
    isLong ? { ...finding, grade: "unclear", received: "more clusters than pages are read" } : finding;
  const sized = judgePageSize(walked, size);
  const found = sized.grade === "missed" ? sized : judgeEachOnce(walked, there, () => true);
  // A list that goes on for ever is no long one.
  const paged: Finding = found.grade === "unclear" ? { ...found, grade: "missed" } : found;
  const wanted = wanting(paged, { list: { once: there, pageSize: size } });
  session.judge("list.paging", unlessLong(await unlessStirred(session, wanted, before)), walked.last.exchange);
  session.judge("list.last-page", unlessLong(lastPageFinding(walked)), walked.last.exchange);
}

/**
 * No source says that pages are of one moment: where other clusters come and go between two of them, a name may move from
 * one page to another.
 */
async function unlessStirred(session: CaseSession, finding: Finding, walked: Listing): Promise<Finding> {
  if (finding.grade !== "missed" || walked.end !== "whole") return finding;
  const [then, now] = [walked, await listAll(session, { all: true })].map(({ items }) =>
    [...new Set(items)]
      .filter((name) => !session.context.registrations.sent(name))
      .sort()
      .join(),
  );
  return then === now
    ? finding
    : { ...finding, grade: "unclear", received: `${finding.received}, while others changed` };
}

/** A read that is behind may leave clusters out, but is paged all the same: what is wrong with its pages is wrong for good. */
function walkUntilWhole(session: CaseSession, own: readonly string[], size: number): Promise<Listing> {
  return walkUntil(session, { all: true, size }, (walked) => {
    const isWrongForGood = walked.end !== "whole" || judgePageSize(walked, size).grade === "missed";
    return isWrongForGood || haveEachOnce(walked.items, own);
  });
}

/** A list that was walked to its end says so. */
export function lastPageFinding({ last, end }: Listing): Finding {
  const token = clusterPages().outputToken;
  const names = LISTING.at.slice(1);
  if (namesOn(last) === undefined || !isSuccess(last)) {
    const received = isSuccess(last) ? `an answer without a list of ${names}` : describeReply(last);
    return wanting(check(false, `pages with a list of ${names} each, the last without ${token}`, received), {
      list: {},
    });
  }
  const ending = nextTokenOf(last) ?? null;
  const received = ending === null ? `no ${token}` : ending === "" ? `an empty ${token}` : `a ${token}`;
  const finding = check(end === "whole" && ending === null, `a last page without ${token}`, received);
  return wanting(finding, { list: {} });
}
