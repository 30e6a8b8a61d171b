import { isDeepStrictEqual } from "node:util";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { ofKindId, taggingId } from "#spec/resources/promises/promise.ts";
import type { Resource, Tagging } from "#spec/resources/resource-table.ts";
import { differingTags } from "#suites/oracles/differing-tags.ts";
import { check, settling } from "#suites/oracles/finding.ts";
import { ordinaryOf, textsOfTags } from "#suites/service/inputs/looks-of-tags.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { putTags } from "./tag-requests.ts";

/** The tags, once they are as they should be after an operation or have had the time to; undefined if no list shows any. */
export type TagsListing = (by: Operation, areRight: (tags: JsonObject) => boolean) => Promise<JsonObject | undefined>;

/** Keys that are like one that is there, in another case, with more behind it, or where a pattern would take any character. */
const ALIKE: JsonObject = {
  "Cost_of.owner": "not the same",
  "cost_of.owner-s": "longer",
  "cost-of.owner": "any for _",
  "cost_of-owner": "any for .",
};

interface TagsOfOne {
  readonly resource: Resource;
  readonly tagging: Tagging;
  readonly operations: { readonly tag: Operation };
  readonly arn: string;
}

interface TagsThere {
  readonly there: JsonObject;
  /** How many more there may be. */
  readonly room: number;
  readonly listed: TagsListing;
  /** Where an answer has the tags by their keys. */
  readonly at: string | undefined;
}

/** Adds tags of many texts to those that are there; resolves to those that are shown beside them as they were sent. */
export async function addTexts(
  session: ServiceSession,
  tagged: TagsOfOne,
  { there, room, listed, at }: TagsThere,
): Promise<JsonObject> {
  const { operations, tagging } = tagged;
  const { common, odd } = textsOfTags(memberSchema(operations.tag.input, tagging.tag.tags) ?? {});
  if (room < Object.keys(ALIKE).length) return {};
  const all = atMost(room, { ...ALIKE, ...common });
  const first =
    (await add(session, tagged, { tags: all, there, listed, at })) ??
    (await add(session, tagged, { tags: ALIKE, there, listed, at })) ??
    {};
  const left = room - Object.keys(all).length;
  const more = atMost(left, odd);
  const second =
    Object.keys(more).length === 0 ? {} : await add(session, tagged, { tags: more, there: {}, listed, at });
  return { ...first, ...second };
}

function atMost(count: number, tags: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(tags).slice(0, count));
}

interface Adding extends Pick<TagsThere, "there" | "listed" | "at"> {
  readonly tags: JsonObject;
}

/** Those of the tags that are shown as they were sent; none where one of before is not, undefined where they are refused. */
async function add(
  session: ServiceSession,
  { resource, operations: { tag: by }, tagging, arn }: TagsOfOne,
  { tags, there, listed, at }: Adding,
): Promise<JsonObject | undefined> {
  const reply = await putTags(session, tagging, arn, tags);
  if (reply === undefined || !isSuccess(reply)) return undefined;
  const wanted = { ...there, ...tags };
  const seen = await listed(by, (each) => missingIn(each, wanted).length === 0);
  if (seen === undefined) return {};
  const ordinary = ordinaryOf(wanted);
  const missing = missingIn(seen, wanted);
  const judge = (id: string, lost: readonly string[]): void => {
    const received = lost.length === 0 ? EXPECTED : `without ${lost.join(", ")}`;
    const differences = at === undefined ? undefined : differingTags(lost, { wanted, tags: seen, at });
    session.judge(id, settling(check(lost.length === 0, EXPECTED, received, differences)), session.lastExchange);
  };
  judge(
    taggingId(by, resource),
    missing.filter((key) => Object.hasOwn(ordinary, key)),
  );
  judge(
    ofKindId(by, "tags.odd", resource.name),
    missing.filter((key) => !Object.hasOwn(ordinary, key)),
  );
  // Where keys that differ in case are one, the first has another value now, or is gone.
  const lostOne = missing.some((key) => Object.hasOwn(there, key));
  return lostOne ? {} : Object.fromEntries(Object.entries(tags).filter(([key]) => !missing.includes(key)));
}

const EXPECTED = "each tag as it was added, and those there before it";

export function missingIn(tags: JsonObject, wanted: JsonObject): string[] {
  return Object.keys(wanted).filter((key) => !isDeepStrictEqual(ownMember(tags, key), wanted[key]));
}
