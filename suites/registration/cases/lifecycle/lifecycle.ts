import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { type Condition, objectWith } from "#suites/record/condition.ts";
import { check, settling, wanting } from "#suites/oracles/finding.ts";
import { listAll } from "#suites/registration/session/steps/listing.ts";
import { deregisterAnswer, sameCluster, withoutActivationCode } from "#suites/oracles/clusters/cluster-answers.ts";
import { isOnce } from "#suites/oracles/pages.ts";
import { judgeServed } from "#suites/oracles/served-route.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { clusterOf, shownMember } from "#custody/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { isRenewed, registerFirst, scenario } from "#suites/registration/session/scenario.ts";
import {
  deregisterOnceShown,
  deregisterUntilUnknown,
  describeOnceShown,
  describeUntilGone,
  registerOnceFree,
} from "#suites/registration/session/steps/consistency.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { OPERATIONS, MEMBERS } from "#spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "#spec/requirements/refusals.ts";
import { listFinding, listUntil } from "#suites/registration/session/steps/list-until.ts";
import { judgePaging } from "./paging.ts";

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
    run: (session) => judgePaging(session, { slots: ["a", "b", "c"], sizes: [1, 2] }),
  }),
  scenario({
    id: "lifecycle/list-with-token",
    requirements: ["list.paging"],
    summary: "register with tags and a token, then list",
    needs: [OPERATIONS.register, OPERATIONS.list],
    run: async (session) => {
      const { name } = await registerFirst(session, session.registration.full(session.salt()));
      const listed = await listUntil(session, (names) => names.includes(name));
      // That it is missing is another requirement's, and twice on two pages is read again.
      if (isOnce(listed.items, name))
        session.judge("list.paging", check(true, "each once", "each once"), listed.last.exchange);
    },
  }),
  scenario({
    id: "lifecycle/full-pages",
    requirements: ["list.paging", "list.last-page"],
    summary: "register four clusters and walk the list with two names a page",
    needs: [OPERATIONS.register, OPERATIONS.list],
    live: 4,
    exclusive: true,
    // Of three, no page after the first has two.
    run: (session) => judgePaging(session, { slots: ["a", "b", "c", "d"], sizes: [2] }),
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
