import { isServerFailure, isSuccess, lostReply } from "../../../../protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "../../../../spec/json/json.ts";
import { valueAt } from "../../../../spec/json/json-pointer.ts";
import { sameCluster } from "../../../oracles/clusters/cluster-answers.ts";
import { arnsElsewhere, judgeTagsElsewhere } from "../../../oracles/arns-elsewhere.ts";
import { judgeServed } from "../../../oracles/served-route.ts";
import type { Case } from "../../session/cluster-case.ts";
import { deregisterOnceShown, registerOnceFree } from "../../session/steps/consistency.ts";
import { type Registered, scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { describeTags, registerTaggable, shownTags, type Taggable } from "../../session/steps/tagging.ts";
import { change, judgeShownTags } from "./change-tags.ts";
import { MEMBERS, OPERATIONS, TAGGING } from "../../../../spec/registration/registered-cluster.ts";
import { ARN_MEMBER, taggingInput, untaggingInput } from "../../../oracles/clusters/tagged-arn.ts";

/** What the operations on tags do to registered clusters. */
export const TAG_CASES: readonly Case[] = [
  scenario({
    id: "tags/list",
    requirements: ["list-tags-for-resource.after-register", "list-tags-for-resource.route"],
    summary: "register one cluster with tags and one without, then list the tags of both",
    needs: [OPERATIONS.register, OPERATIONS.showTags],
    live: 2,
    run: listRegistered,
  }),
  scenario({
    id: "tags/whole-arn",
    requirements: ["list-tags-for-resource.tags.whole-arn"],
    summary: "register with a tag, list the tags of its ARN, and of the same one in another account and Region",
    needs: [OPERATIONS.register, OPERATIONS.showTags],
    run: lookElsewhere,
  }),
  scenario({
    id: "tags/put",
    requirements: ["tag-resource.puts", "tag-resource.other-clusters", "tag-resource.route"],
    summary: "register two clusters, put a new tag and a new value on one of them, list the tags of both",
    needs: [OPERATIONS.register, OPERATIONS.tag],
    live: 2,
    run: putTags,
  }),
  scenario({
    id: "tags/take-off",
    requirements: ["untag-resource.takes-off", "tag-resource.other-clusters", "untag-resource.route"],
    summary: "register two clusters, take three tags off one of them, list the tags of both",
    needs: [OPERATIONS.register, OPERATIONS.untag],
    live: 2,
    run: takeTagsOff,
  }),
  scenario({
    id: "tags/put-then-describe",
    requirements: ["describe.after-tagging", "describe.after-register"],
    summary: "register, put a new tag and a new value on it, describe it",
    needs: [OPERATIONS.register, OPERATIONS.tag, OPERATIONS.describe],
    run: async (session) => judgeDescribed(session, await putOn(session)),
  }),
  scenario({
    id: "tags/take-off-then-describe",
    requirements: ["describe.after-tagging", "describe.after-register"],
    summary: "register, take three tags off it, describe it",
    needs: [OPERATIONS.register, OPERATIONS.untag, OPERATIONS.describe],
    run: async (session) => judgeDescribed(session, await takeOff(session)),
  }),
  scenario({
    id: "tags/go-with-cluster",
    requirements: ["tag-resource.go-with-cluster"],
    summary: "register, put a tag on it, deregister, register again, list the tags",
    needs: [OPERATIONS.register, OPERATIONS.tag, OPERATIONS.deregister],
    registers: 2,
    run: registerAgain,
  }),
];

/** A cluster, and its tags after a change; undefined where that is refused. */
interface Changed {
  readonly cluster: Registered & Taggable;
  readonly after?: JsonObject;
}

async function judgeDescribed(session: CaseSession, { cluster, after }: Changed): Promise<void> {
  if (after === undefined) return;
  const { input, cluster: registered } = cluster;
  const { reply, finding } = await describeTags(session, cluster, [cluster.tags, after]);
  session.judge("describe.after-tagging", finding, reply.exchange);
  const same = sameCluster({ input: { ...input, [MEMBERS.tags.name]: null }, cluster: registered }, reply);
  if (same.grade !== "unclear") session.judge("describe.after-register", same, reply.exchange);
}

async function listRegistered(session: CaseSession): Promise<void> {
  const tagged = await registerTaggable(session, "tagged", { first: "1", second: "two words", empty: "" });
  const plain = await registerTaggable(session, "plain", {});
  for (const cluster of [tagged, plain]) {
    const shown = await judgeShownTags(session, "list-tags-for-resource.after-register", cluster, [cluster.tags]);
    if (shown === undefined) return;
    const { reply } = shown;
    session.judge(
      "list-tags-for-resource.route",
      judgeServed(reply, session.operation(OPERATIONS.showTags)),
      reply.exchange,
    );
  }
}

const OWN = "its own";

async function lookElsewhere(session: CaseSession): Promise<void> {
  const cluster = await registerTaggable(session, "", { [OWN]: "" });
  const here = await shownTags(session, cluster, [cluster.tags]);
  if (here?.finding.grade !== "met") return;
  for (const arn of arnsElsewhere(cluster.arn)) {
    const reply = await session.call(OPERATIONS.showTags, { [ARN_MEMBER]: arn }, { purpose: "observed" });
    if (isServerFailure(reply) || lostReply(reply)) continue;
    const shown = isSuccess(reply) ? valueAt(reply.json ?? null, TAGGING.list.shows) : undefined;
    const tags = isJsonObject(shown) ? shown : undefined;
    session.judge("list-tags-for-resource.tags.whole-arn", judgeTagsElsewhere(tags, OWN), reply.exchange);
  }
}

async function putTags(session: CaseSession): Promise<void> {
  const other = await registerTaggable(session, "other", { changed: "before" });
  const { cluster, after } = await putOn(session);
  if (after === undefined) return;
  await judgeShownTags(session, "tag-resource.puts", cluster, [cluster.tags, after]);
  await judgeShownTags(session, "tag-resource.other-clusters", other, [other.tags]);
}

async function putOn(session: CaseSession): Promise<Changed> {
  const cluster = await registerTaggable(session, "tagged", { kept: "as it was", changed: "before" });
  const added = { changed: "after", added: "new", Kept: "another key" };
  if (!isSuccess(await change(session, "tag", taggingInput(cluster.arn, added)))) return { cluster };
  return { cluster, after: { ...cluster.tags, ...added } };
}

const MANY_TAGS = {
  ...{ first: "1", second: "2", Second: "2", seconds: "2", "with blank": "3" },
  ...{ under_score: "4", "under-score": "5" },
};

async function takeTagsOff(session: CaseSession): Promise<void> {
  const other = await registerTaggable(session, "other", MANY_TAGS);
  const { cluster, after } = await takeOff(session);
  if (after === undefined) return;
  await judgeShownTags(session, "untag-resource.takes-off", cluster, [cluster.tags, after]);
  await judgeShownTags(session, "tag-resource.other-clusters", other, [other.tags]);
}

async function takeOff(session: CaseSession): Promise<Changed> {
  const cluster = await registerTaggable(session, "tagged", MANY_TAGS);
  const keys = ["second", "with blank", "under_score"];
  if (!isSuccess(await change(session, "untag", untaggingInput(cluster.arn, keys)))) return { cluster };
  return {
    cluster,
    after: Object.fromEntries(Object.entries(cluster.tags).filter(([key]) => !keys.includes(key))),
  };
}

async function registerAgain(session: CaseSession): Promise<void> {
  const cluster = await registerTaggable(session, "", {});
  const former = { former: "life" };
  if (!isSuccess(await change(session, "tag", taggingInput(cluster.arn, former)))) return;
  if (!isSuccess(await deregisterOnceShown(session, cluster.name))) return;
  const { reply: again } = await registerOnceFree(session, cluster.input);
  if (!isSuccess(again)) return;
  const { tags } = cluster;
  await judgeShownTags(session, "tag-resource.go-with-cluster", cluster, [{ ...tags, ...former }, tags]);
}
