import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { sortedText } from "#spec/json/sorted-text.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { clusterOf, shownMember } from "#custody/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { activationOf, isRenewed, registerFirst, scenario } from "#suites/registration/session/scenario.ts";
import { type MemberForm, objectWith } from "#suites/record/condition.ts";
import { ofName } from "#suites/oracles/clusters/cluster-answers.ts";
import { isQuotaRefusal, unclearForQuota } from "#suites/oracles/quota.ts";
import { unlessRegistrationRefused } from "#suites/registration/session/refused-base.ts";
import {
  deregisterOnceShown,
  describeOnceShown,
  describeUntilGone,
  registerOnceFree,
} from "#suites/registration/session/steps/consistency.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { registerTaggable, shownTags } from "#suites/registration/session/steps/tagging.ts";
import { taggingInput } from "#suites/oracles/clusters/tagged-arn.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { changeAt } from "#generators/reduce/value-path.ts";
import { OPERATIONS, MEMBERS } from "#spec/registration/registered-cluster.ts";
import { STATE_REFUSALS } from "#spec/requirements/refusals.ts";
import { tokenMember } from "#spec/registration/contract-words.ts";

/** What a client token must do, and what its absence must. */
export const IDEMPOTENCY_CASES: readonly Case[] = [
  scenario({
    id: "idempotency/replay",
    requirements: ["register.token.replay", "register.token.not-executed-twice"],
    summary: "the same registration twice, token included",
    run: replay,
  }),
  scenario({
    id: "idempotency/replay-after-tagging",
    requirements: ["register.token.not-executed-twice"],
    summary: "register with a token, put a tag on the cluster, the same registration again, list the tags",
    needs: [OPERATIONS.register, OPERATIONS.tag],
    run: replayAfterTagging,
  }),
  scenario({
    id: "idempotency/other-token",
    requirements: ["register.token.other-token", "register.error.taken-name"],
    summary: "the same name again with another token",
    run: async (session) => {
      const input = session.registration.full(session.salt());
      await registerFirst(session, input);
      const other = { ...input, [tokenMember()]: otherToken(session, "other") };
      const reply = await session.register(other, { repeats: true });
      session.judge("register.token.other-token", judgeRefusedAs(reply, STATE_REFUSALS.takenName), reply.exchange);
      session.judge("register.error.taken-name", judgeRefusedAs(reply, STATE_REFUSALS.takenName), reply.exchange);
    },
  }),
  scenario({
    id: "idempotency/no-token",
    requirements: ["register.token.absent", "register.error.taken-name"],
    summary: "the same registration twice, without a token, and another one of its name",
    run: async (session) => {
      const input = session.registration.minimal(session.salt());
      await registerFirst(session, input);
      const reply = await session.register(input, { repeats: true });
      session.judge("register.token.absent", judgeRefusedAs(reply, STATE_REFUSALS.takenName), reply.exchange);
      session.judge("register.error.taken-name", judgeRefusedAs(reply, STATE_REFUSALS.takenName), reply.exchange);
      // The first is described at the end of the case: what was refused has not changed it.
      const other = { ...withOtherProvider(session, "other"), [MEMBERS.name.name]: input["name"] ?? null };
      const taken = await session.register(other, { repeats: true });
      session.judge("register.error.taken-name", judgeRefusedAs(taken, STATE_REFUSALS.takenName), taken.exchange);
    },
  }),
  scenario({
    id: "idempotency/case-twin",
    requirements: ["register.token.case-sensitive"],
    summary: "two names with tokens that differ in case only",
    live: 2,
    run: caseTwin,
  }),
  scenario({
    id: "idempotency/long-twin",
    requirements: ["register.token.case-sensitive"],
    summary: "two names with long tokens that differ in their last character only",
    live: 2,
    run: longTwin,
  }),
  scenario({
    id: "idempotency/other-parameters",
    requirements: ["register.token.other-parameters"],
    summary: "the token of one registration on another name",
    live: 2,
    run: async (session) => {
      const inputs = session.registration;
      const first = await registerFirst(session, inputs.full(session.salt("first")));
      const second = { ...inputs.minimal(session.salt("second")), ...tokenOf(first.input) };
      // As a repeat it shows the cluster of the other name, and makes none.
      const reply = await session.register(second, { purpose: "unspecified", repeats: true });
      const expected = "either answer: the sources are silent";
      session.judge(
        "register.token.other-parameters",
        { grade: "observed", expected, received: describeReply(reply) },
        reply.exchange,
      );
    },
  }),
  scenario({
    id: "idempotency/after-deregistration",
    requirements: ["register.token.after-deregistration"],
    summary: "register, deregister, then the same registration with the same token",
    needs: [OPERATIONS.register, OPERATIONS.deregister],
    registers: 2,
    run: afterDeregistration,
  }),
];

/** Every member, with another provider than inputs have otherwise. */
function withOtherProvider(session: CaseSession, slot: string): JsonObject {
  const input = session.registration.full(session.salt(slot));
  const { at } = MEMBERS.provider;
  const schema = schemaAt(session.operation(OPERATIONS.register).input, at.replaceAll("/", "/properties/"));
  const other = schema?.enum?.find((each) => each !== valueAt(input, at));
  return other === undefined ? input : changeAt(input, pointerTokens(at), other);
}

/** A repeat shows the cluster, and does nothing: not even to tags that it has got since. */
async function replayAfterTagging(session: CaseSession): Promise<void> {
  const token = { [tokenMember()]: otherToken(session, "tagged") };
  const cluster = await registerTaggable(session, { kept: "as it was" }, token);
  const added = { added: "since" };
  if (!isSuccess(await session.call(OPERATIONS.tag, taggingInput(cluster.arn, added)))) return;
  const after = { ...cluster.tags, ...added };
  const before = await shownTags(session, cluster, [cluster.tags, after]);
  if (before?.finding.grade !== "met") return;
  // Whether it shows the tags of then or of now, no source says.
  if (!isSuccess(await session.register(cluster.input, { repeats: true, purpose: "observed" }))) return;
  const shown = await shownTags(session, cluster, [after]);
  if (shown !== undefined) session.judge("register.token.not-executed-twice", shown.finding, shown.reply.exchange);
}

async function replay(session: CaseSession): Promise<void> {
  const input = session.registration.full(session.salt());
  const first = await registerFirst(session, input);
  const second = await session.register(input, { repeats: true });
  const same = activationOf(clusterOf(second)) === activationOf(first.cluster);
  const received = isSuccess(second) ? `200 with ${same ? "the same" : "another"} activation` : describeReply(second);
  const once = check(!isSuccess(second) || same, "no second activation", received);
  const before = shownMember(first.cluster, "activation") ?? null;
  session.judge(
    "register.token.not-executed-twice",
    before === null
      ? once
      : wanting(once, {
          ofSuccess: true,
          members: [{ at: MEMBERS.activation.inAnswer, equals: jsonText(before) }],
        }),
    second.exchange,
  );
  session.judge("register.token.replay", replayFinding(second, first.reply, same), second.exchange);
}

/** Compared is what identifies the cluster: no source says that its activation code is given a second time. */
function replayFinding(second: Reply, first: Reply, same: boolean): Finding {
  const differs = (["name", "arn", "created"] as const).filter(
    (word) =>
      sortedText(shownMember(clusterOf(second), word) ?? null) !==
      sortedText(shownMember(clusterOf(first), word) ?? null),
  );
  const names = [...differs, ...(same ? [] : (["activation"] as const))].map((word) => MEMBERS[word].name);
  const received = isSuccess(second) ? `200, other values of ${names.join(", ") || "nothing"}` : describeReply(second);
  const finding = check(
    second.status === 200 && same && differs.length === 0,
    "200 with the original cluster",
    received,
  );
  const members = (["name", "arn", "created", "activation"] as const).flatMap((word): MemberForm[] => {
    const before = shownMember(clusterOf(first), word) ?? null;
    return before === null ? [] : [{ at: MEMBERS[word].inAnswer, equals: jsonText(before) }];
  });
  return wanting(finding, { answers: [objectWith(200)], members });
}

async function caseTwin(session: CaseSession): Promise<void> {
  // Letters for certain: a token of digits alone has no case.
  const token = otherToken(session, "twin").replace(/^..../, "abcd");
  const base = otherToken(session, "base").toUpperCase();
  await judgeTwins(session, { tokens: [token.toLowerCase(), token.toUpperCase()], base });
}

/** Longer than many a column that tokens are kept in. */
async function longTwin(session: CaseSession): Promise<void> {
  const long = (slot: string): string => ["", "-", "="].map((end) => otherToken(session, `${slot}${end}`)).join("-");
  const token = long("twin").slice(0, -1);
  await judgeTwins(session, { tokens: [`${token}0`, `${token}1`], base: long("base") });
}

interface TokenTwins {
  readonly tokens: readonly [string, string];
  /** One of the same form that nothing is like. */
  readonly base: string;
}

async function judgeTwins(session: CaseSession, { tokens: [one, twin], base }: TokenTwins): Promise<void> {
  const inputs = session.registration;
  await registerFirst(session, { ...inputs.minimal(session.salt("one")), [tokenMember()]: one });
  const second: JsonObject = { ...inputs.minimal(session.salt("other")), [tokenMember()]: twin };
  const reply = await session.register(second);
  const own = clusterOf(reply)?.["name"] === second["name"];
  const received = isSuccess(reply) && !own ? "200 with the cluster of the other token" : describeReply(reply);
  const finding = wanting(
    check(reply.status === 200 && own, "200 with its own cluster", received),
    ofName(plainText(second["name"])),
  );
  const doubted = reply.status === 409 ? [second["name"]] : [];
  const judged = await unlessTaken(session, doubted, finding);
  const other = { ...inputs.minimal(session.salt("base")), [tokenMember()]: base };
  session.judge(
    "register.token.case-sensitive",
    isSuccess(reply) ? judged : await unlessRegistrationRefused(session, judged, other),
    reply.exchange,
  );
}

/** A fresh name that could not be had may be somebody else's by now, which proves nothing: it is tried with another. */
async function unlessTaken(
  session: CaseSession,
  names: readonly (JsonValue | undefined)[],
  finding: Finding,
): Promise<Finding> {
  for (const name of names) {
    if (typeof name !== "string") continue;
    const described = await session.describe(name);
    if (!isSuccess(described) || session.context.keeper.states.shows(clusterMade(name), described)) continue;
    session.disturb();
    return { ...finding, grade: "unclear", received: `${finding.received}: ${name} was taken before` };
  }
  return finding;
}

async function afterDeregistration(session: CaseSession): Promise<void> {
  const input = session.registration.full(session.salt());
  const first = await registerFirst(session, input);
  // A description that lags behind shows it no more than one of a cluster that is gone.
  await describeOnceShown(session, first.name);
  const removed = await deregisterOnceShown(session, first.name);
  if (!isSuccess(removed)) return;
  // While it is being deregistered, its token still means the cluster that there is.
  await describeUntilGone(session, first.name);
  const { reply, remark } = await registerOnceFree(session, input, { repeats: true });
  const words = { expected: "200 with a new activation", received: `${describeReply(reply)}${remark}` };
  if (!isSuccess(reply)) {
    const refused: Finding = isQuotaRefusal(reply)
      ? unclearForQuota(words)
      : { grade: "tolerated", ...words, alternative: "a refusal" };
    session.judge("register.token.after-deregistration", refused, reply.exchange);
    return;
  }
  const renewed = isRenewed(first.cluster, clusterOf(reply));
  const received = renewed ? words.received : "200 with the activation of the deregistered cluster";
  const before = shownMember(first.cluster, "activation") ?? null;
  const members = before === null ? [] : [{ at: MEMBERS.activation.inAnswer, differs: jsonText(before) }];
  const finding = wanting(check(renewed, words.expected, received), { ofSuccess: true, members });
  session.judge("register.token.after-deregistration", finding, reply.exchange);
}

function tokenOf(input: JsonObject): JsonObject {
  const token = input[tokenMember()];
  return token === undefined ? {} : { [tokenMember()]: token };
}

function otherToken(session: CaseSession, slot: string): string {
  return plainText(session.registration.full(session.salt(slot))[tokenMember()]);
}
