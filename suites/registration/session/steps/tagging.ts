import type { Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { judgeTags, type TagsShown, type TagStates } from "#suites/oracles/clusters/tags.ts";
import { type Registered, registerFirst } from "#suites/registration/session/scenario.ts";
import { isMissing } from "#suites/session/context/presence.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { SetupFailure } from "#suites/session/round.ts";
import { AWAITED } from "./consistency.ts";
import { clusterInArn } from "#suites/oracles/clusters/tagged-arn.ts";
import { MEMBERS, OPERATIONS, TAGGING } from "#spec/registration/registered-cluster.ts";
import { holderPointer, valueAt } from "#spec/json/json-pointer.ts";

/** A cluster whose tags can be reached. */
export interface Taggable {
  readonly name: string;
  readonly arn: string;
  /** The tags it was registered with. */
  readonly tags: JsonObject;
}

/** Registers a cluster with these tags beside the run's own, and other members beside them. An answer without an ARN of that name is a SetupFailure. */
export async function registerTaggable(
  session: CaseSession,
  tags: JsonObject,
  beside: JsonObject,
): Promise<Registered & Taggable> {
  const plain = session.registration.minimal(session.salt());
  const all = { ...(isJsonObject(plain["tags"]) ? plain["tags"] : {}), ...tags };
  const registered = await registerFirst(session, {
    ...plain,
    ...beside,
    ...(Object.keys(all).length === 0 ? {} : { tags: all }),
  });
  const { arn } = registered.cluster;
  if (typeof arn !== "string" || clusterInArn(arn) !== registered.name) {
    throw new SetupFailure("not judged: the registration was answered without an ARN of its name");
  }
  return { ...registered, arn, tags: all };
}

/**
 * The tags that an answer shows at a place. Nothing there counts as no tags; undefined if the answer has no room for
 * any.
 */
function tagsIn({ json }: Reply, pointer: string): JsonValue | undefined {
  const holder = json === undefined ? undefined : valueAt(json, holderPointer(pointer));
  return isJsonObject(holder) ? (holder[pointer.slice(pointer.lastIndexOf("/") + 1)] ?? {}) : undefined;
}

/**
 * Reads the tags until they are the current ones, until no lag can explain them, or for as long as writes may take to
 * show: from the list of them, or in a description where the target has no such list. Undefined where they say nothing:
 * the target has neither, or its description shows no more than the tags of the registration, which it may repeat whatever
 * was put on since.
 */
export async function shownTags(
  session: CaseSession,
  cluster: Taggable,
  states: TagStates,
): Promise<JudgedTags | undefined> {
  const { presence } = session.context;
  if (!isMissing(presence, OPERATIONS.showTags)) return listTags(session, cluster, states);
  if (isMissing(presence, OPERATIONS.describe)) return undefined;
  const described = await describeTags(session, cluster, states);
  const isRepeated = described.finding.grade !== "met" && judgeTags(described, [cluster.tags]).grade === "met";
  return isRepeated ? undefined : described;
}

async function listTags(session: CaseSession, { arn }: Taggable, states: TagStates): Promise<JudgedTags> {
  return readTags(session, { read: () => session.showTags(arn), at: TAGGING.list.shows }, states);
}

/** Reads them in a description alone. */
async function describeTags(session: CaseSession, { name }: Taggable, states: TagStates): Promise<JudgedTags> {
  return readTags(session, { read: () => session.describe(name), at: MEMBERS.tags.inAnswer }, states);
}

/** The last answer, the tags in it, and how they are judged. */
export interface JudgedTags extends TagsShown {
  readonly finding: Finding;
}

async function readTags(
  session: CaseSession,
  { read, at }: { readonly read: () => Promise<Reply>; readonly at: string },
  states: TagStates,
): Promise<JudgedTags> {
  const judged = (reply: Reply): JudgedTags => {
    const shown = { reply, at, tags: tagsIn(reply, at) };
    return { ...shown, finding: judgeTags(shown, states) };
  };
  const holds = (reply: Reply): boolean => judged(reply).finding.condition?.settles !== true;
  return judged(await session.waitFor(AWAITED.tags, { read, holds }));
}
