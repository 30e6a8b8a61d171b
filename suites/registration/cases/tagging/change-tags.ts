import { plainText } from "../../../../spec/json/plain-text.ts";
import { validOf } from "../../../../spec/requirement.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { isSuccess, type Reply } from "../../../../protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "../../../../spec/json/json.ts";
import { settling } from "../../../oracles/finding.ts";
import { judgeServed } from "../../../oracles/served-route.ts";
import { judgeTags, type TagsShown, type TagStates } from "../../../oracles/clusters/tags.ts";
import { judgeReply } from "../../session/judge-reply.ts";
import type { Registered } from "../../session/scenario.ts";
import { isMissing } from "../../../session/context/presence.ts";
import type { CaseSession } from "../../session/session.ts";
import { AWAITED, waitForDeparture } from "../../session/steps/consistency.ts";
import { shownTags, type Taggable } from "../../session/steps/tagging.ts";
import { judgeUnknownResource, UNKNOWN_RESOURCE } from "../../session/steps/unknown-resource.ts";
import { arnBeside, clusterInArn, taggingInput, untaggingInput } from "../../../oracles/clusters/tagged-arn.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";

/** Sends a request about a cluster's tags and judges it by the contract, for the operation's own requirement. */
export async function change(session: CaseSession, role: "tag" | "untag", input: JsonObject): Promise<Reply> {
  const operation = session.operation(OPERATIONS[role]);
  const request = encodeInput(operation, input);
  if (request === undefined) throw new Error(`${operation.id}: the input does not fit into a request`);
  const reply = await session.send(request);
  session.judge(`${operation.prefix}.route`, judgeServed(reply, operation), reply.exchange);
  session.judge(validOf(operation), await judgeReply(session, reply, session.classify(request)), reply.exchange);
  return reply;
}

/** The tags shown must be those of the last state; answers them, where they say something. */
export async function judgeShownTags(
  session: CaseSession,
  requirement: string,
  cluster: Taggable,
  states: TagStates,
): Promise<TagsShown | undefined> {
  const shown = await shownTags(session, cluster, states);
  if (shown !== undefined) session.judge(requirement, shown.finding, shown.reply.exchange);
  return shown;
}

type TaggedCluster = Pick<Registered, "name" | "cluster" | "input">;

const UNKNOWN_TO_LIST = `list-tags-for-resource.${UNKNOWN_RESOURCE}`;
const CHANGES = [OPERATIONS.tag, OPERATIONS.untag];

/**
 * Gives a tag of a cluster another value, or the cluster a first tag, and a second where it would be the only one, and
 * takes the first off again: whatever the cluster looks like. Nothing is sent where the operations are not there, or where
 * requests cost.
 */
export async function changeTags(session: CaseSession, registered: TaggedCluster): Promise<void> {
  const { name, input } = registered;
  const arn = reachableArn(session, registered, { requirement: "tag-resource.puts", needed: CHANGES });
  if (arn === undefined) return;
  const tags = isJsonObject(input["tags"]) ? input["tags"] : {};
  const [key = "first", ...others] = Object.keys(tags);
  const tagged = { arn, name, tags };
  // One that is left alone shows whether a change takes off what it does not name.
  const changes = [{ [key]: "another value" }, ...(others.length === 0 ? [{ second: "beside it" }] : [])];
  for (const added of changes) if (!isSuccess(await change(session, "tag", taggingInput(arn, added)))) return;
  const put = Object.assign({ ...tags }, ...changes) as JsonObject;
  const { tags: listed } = (await judgeShownTags(session, "tag-resource.puts", tagged, [tags, put])) ?? {};
  if (!isSuccess(await change(session, "untag", untaggingInput(arn, [key])))) return;
  // What went wrong before is not of this one's making; nor is it that a list which was wrong before is right now.
  const before = isJsonObject(listed) ? listed : put;
  const shown = await shownTags(session, tagged, [tags, before, without(before, key)]);
  if (shown === undefined) return;
  const asAsked = judgeTags(shown, [tags, put, without(put, key)]);
  const finding = asAsked.grade === "met" ? asAsked : shown.finding;
  session.judge("untag-resource.takes-off", finding, shown.reply.exchange);
}

function without(tags: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(tags).filter(([each]) => each !== key));
}

/**
 * Asks for the tags of clusters that nobody has: two that nobody registered, and this one, which was deregistered.
 * Nothing is sent where changeTags() sends nothing, or where there is no list of them.
 */
export async function listTagsOfNobody(session: CaseSession, registered: TaggedCluster): Promise<void> {
  const arn = reachableArn(session, registered, {
    requirement: UNKNOWN_TO_LIST,
    needed: [...CHANGES, OPERATIONS.showTags],
  });
  if (arn === undefined) return;
  for (const slot of ["nobody", "nobody else"]) {
    const name = plainText(session.registration.minimal(session.salt(slot))["name"]);
    const reply = await session.showTags(arnBeside(arn, name));
    session.judge(UNKNOWN_TO_LIST, judgeUnknownResource(reply), reply.exchange);
  }
  const gone = await waitForDeparture(session, AWAITED.departureOfTags, {
    names: [registered.name],
    read: () => session.showTags(arn),
    holds: (reply) => !isSuccess(reply),
  });
  session.judge(UNKNOWN_TO_LIST, settling(judgeUnknownResource(gone)), gone.exchange);
}

/** The ARN of a cluster, where its tags may be asked for; undefined where they may not be. */
function reachableArn(
  { context }: CaseSession,
  { name, cluster }: TaggedCluster,
  { requirement, needed }: { readonly requirement: string; readonly needed: readonly string[] },
): string | undefined {
  const { presence, settings, knownRequirements } = context;
  if (settings.rps !== undefined || needed.some((id) => isMissing(presence, id))) return undefined;
  const { arn } = cluster;
  return knownRequirements.has(requirement) && typeof arn === "string" && clusterInArn(arn) === name ? arn : undefined;
}
