import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { taggingId } from "#spec/resources/promises/promise.ts";
import { mostTags } from "#spec/resources/promises/tagging-promises.ts";
import type { Resource, Tagging } from "#spec/resources/resource-table.ts";
import { differingTags } from "#suites/oracles/differing-tags.ts";
import { check, settling } from "#suites/oracles/finding.ts";
import { ordinaryOf } from "#suites/service/inputs/looks-of-tags.ts";
import { sentTags } from "#suites/service/inputs/sent-tags.ts";
import { tagsDescribed } from "#suites/service/judging/shown/tags-shown.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { missingIn } from "./added-tags.ts";
import { onceKnownToTags } from "./known-to-tags.ts";
import { keyedAt, listedTags, putTags, tagsOn, untag, withoutUntagged } from "./tag-requests.ts";

/** As it was created, and as it was described then. */
interface AsMade {
  readonly creating: Operation;
  readonly input: JsonObject;
  readonly described: Reply;
}

const [ADDED, BESIDE, VALUE] = ["put-in-life", "put-beside", "once"];

/**
 * Lists the tags of one, puts one on and takes it off again, where the operations on tags are there: a new one beside those
 * that it has, another value of one of those where it has no room. What is listed must be what was described, and then
 * what each change made of it.
 */
export async function judgeTagging(
  session: ServiceSession,
  made: MadeResource,
  { creating, input, described }: AsMade,
): Promise<void> {
  const { contract, table, presence, runTag } = session.context;
  const { tagging } = table;
  const { resource, arn } = made;
  if (tagging === undefined || resource.tags === undefined || arn === undefined) return;
  if (Object.values(tagging).some(({ operation }) => presence.get(operation)?.status !== "implemented")) return;
  const [listing, putting, taking] = [tagging.list, tagging.tag, tagging.untag].map((one) =>
    contract.operation(one.operation),
  );
  if (listing === undefined || putting === undefined || taking === undefined) return;
  const look = async (): Promise<Reply | undefined> => (await listedTags(session, tagging, arn)).last;
  const judge = (by: Operation, tags: TagsAwaited) => judgeListed(session, { resource, tagging, look, by }, tags);
  const first = await onceKnownToTags(session, { made, arn }, listing, look);
  const sent = ordinaryOf(sentTags(resource, creating, input));
  const shown = tagsDescribed(session, made, described) ?? {};
  const alike = Object.entries(sent).filter(([key, value]) => shown[key] === value);
  const wanted = withoutUntagged(session, arn, Object.fromEntries(alike));
  const listed = first && (await judge(listing, { wanted, last: first }));
  if (listed === undefined) return;
  const before = withoutUntagged(session, arn, listed);
  const hasRoom = Object.keys(before).length < mostTags(putting, tagging.tag);
  // The run's own tag shows whose it is.
  const own = Object.keys(ordinaryOf(before)).filter((key) => Object.hasOwn(sent, key) && key !== runTag?.key);
  // That it leaves others alone shows where there are some.
  const beside = hasRoom && Object.keys(before).length === 0 ? [ADDED, BESIDE] : [ADDED];
  const keys = hasRoom ? beside : own.slice(0, 1);
  let there = before;
  for (const key of keys) {
    const put = () => putTags(session, tagging, arn, { [key]: VALUE });
    const reply = await onceKnownToTags(session, { made, arn }, putting, put);
    if (reply === undefined || !isSuccess(reply)) return;
    there = { ...there, [key]: VALUE };
    if ((await judge(putting, { wanted: there })) === undefined) return;
  }
  const [gone] = keys;
  if (gone === undefined) return;
  const take = () => untag(session, tagging, arn, [gone]);
  const untagged = await onceKnownToTags(session, { made, arn }, taking, take);
  if (untagged === undefined || !isSuccess(untagged)) return;
  const left = Object.fromEntries(Object.entries(there).filter(([key]) => key !== gone));
  await judge(taking, { wanted: left, gone });
  // What is done to it next is done to one with the tags that it was made with.
  if (!hasRoom) await putTags(session, tagging, arn, { [gone]: before[gone] ?? VALUE });
  else if (keys.length > 1) await untag(session, tagging, arn, keys.slice(1));
}

interface TagsAwaited {
  /** Each must be there as it is here. */
  readonly wanted: JsonObject;
  /** A key that must not. */
  readonly gone?: string;
  /** A list that may show them already. */
  readonly last?: Reply;
}

interface TagsLook {
  readonly resource: Resource;
  readonly tagging: Tagging;
  readonly look: () => Promise<Reply | undefined>;
  /** The operation that answers for what is listed. */
  readonly by: Operation;
}

/** The tags listed, once they are as they should be or have had the time to; undefined where they are not. */
async function judgeListed(
  session: ServiceSession,
  { resource, tagging, look, by }: TagsLook,
  { wanted, gone, last }: TagsAwaited,
): Promise<JsonObject | undefined> {
  const { list } = tagging;
  const listing = session.context.contract.operation(list.operation);
  const tagsIn = (reply: Reply | undefined): JsonObject | undefined => reply && tagsOn(reply, listing, list);
  const wrongIn = (tags: JsonObject = {}): string[] => {
    const isThere = gone !== undefined && Object.hasOwn(tags, gone);
    return [...missingIn(tags, wanted), ...(isThere ? [gone] : [])];
  };
  const holds = (reply: Reply | undefined): boolean => wrongIn(tagsIn(reply)).length === 0;
  const awaited = { operation: by.id, event: `tags of a ${resource.name}` };
  const reply = last !== undefined && holds(last) ? last : await session.waitFor(awaited, { read: look, holds });
  const tags = tagsIn(reply);
  // A failed list says nothing about tags.
  if (reply === undefined || tags === undefined) return undefined;
  const wrong = wrongIn(tags);
  const received = wrong.length === 0 ? EXPECTED : `others at ${wrong.join(", ")}`;
  const at = keyedAt(listing, list.shows);
  const differences = at === undefined ? undefined : differingTags(wrong, { wanted, tags, at });
  const finding = settling(check(wrong.length === 0, EXPECTED, received, differences));
  session.judge(taggingId(by, resource), finding, reply.exchange);
  return wrong.length === 0 ? tags : undefined;
}

const EXPECTED = "the tags that it has";
