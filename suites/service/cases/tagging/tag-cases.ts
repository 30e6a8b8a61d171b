import { isDeepStrictEqual } from "node:util";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { childPointer, valueAt } from "#spec/json/json-pointer.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { kindInWords, ofKindId, taggingId } from "#spec/resources/promises/promise.ts";
import { describesTags, mostTags } from "#spec/resources/promises/tagging-promises.ts";
import type { Resource, Tagging } from "#spec/resources/resource-table.ts";
import { readTags, tagForm } from "#spec/resources/tag-form.ts";
import { differingTags } from "#suites/oracles/differing-tags.ts";
import { check, settling, wanting } from "#suites/oracles/finding.ts";
import type { MemberForm } from "#suites/record/condition.ts";
import { ordinaryOf } from "#suites/service/inputs/looks-of-tags.ts";
import { tagsOfShared } from "#suites/service/inputs/tags-of-shared.ts";
import { formsOf } from "#suites/service/inputs/member-forms.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { addTexts, missingIn, type TagsListing } from "./added-tags.ts";
import { onceKnownToTags } from "./known-to-tags.ts";
import { rememberShown } from "./kept-by-tagging.ts";
import { callOnTags, keyedAt, putTags, tagsOn, untag, withoutUntagged } from "./tag-requests.ts";
import { isMissing } from "#suites/session/context/presence.ts";

const ADDED: JsonObject = { "cost_of.owner": "conformance", cost: "none" };

/** Another value of one that was added. */
const CHANGED: JsonObject = { cost: "some" };

/** Tags are added to a resource of each kind by its ARN, listed, and removed. */
export function* tagCases({ contract, table }: ServiceContext, resources: readonly Resource[]): Iterable<ServiceCase> {
  const { tagging } = table;
  if (tagging === undefined) return;
  for (const resource of resources) {
    if (resource.tags === undefined || resource.arn === undefined) continue;
    yield tagCase(resource, tagging, {
      tag: contract.operation(tagging.tag.operation),
      untag: contract.operation(tagging.untag.operation),
      list: contract.operation(tagging.list.operation),
    });
  }
}

type TagOperations = Readonly<Record<"tag" | "untag" | "list", Operation>>;

function tagCase(resource: Resource, tagging: Tagging, operations: TagOperations): ServiceCase {
  return {
    id: `tags/scenario/${resource.name}`,
    kind: "scenario",
    requirements: [
      ...Object.values(operations).map((operation) => taggingId(operation, resource)),
      ofKindId(operations.tag, "tags.odd", resource.name),
      ...(describesTags(resource) ? [ofKindId(operations.tag, "tags.shown", resource.name)] : []),
      ...(resource.describe?.shows === undefined ? [] : [ofKindId(operations.tag, "keeps", resource.name)]),
    ],
    summary: `tags of ${kindInWords(resource)}, added, listed and removed`,
    // Where no list of tags is there, a description that shows them will do.
    needs: Object.values(operations).flatMap(({ id }) =>
      id === operations.list.id && describesTags(resource) ? [] : id,
    ),
    run: async (session) => {
      const made = session.context.alive.get(resource.name);
      const { arn } = made ?? {};
      if (made !== undefined && arn !== undefined)
        await tagAndLook(session, { resource, tagging, operations, arn, made });
    },
  };
}

interface Tagged {
  readonly resource: Resource;
  readonly tagging: Tagging;
  readonly operations: TagOperations;
  readonly arn: string;
  readonly made: MadeResource;
}

/** Where the tags of a resource are read. */
interface TagsRead {
  readonly look: () => Promise<Reply | undefined>;
  /** Undefined if the answer shows no tags. */
  readonly tagsIn: (reply: Reply) => JsonObject | undefined;
  readonly isList: boolean;
  /** Where an answer has the tags by their keys. */
  readonly at: string | undefined;
}

/** In the list of tags, or in a description where the target has no such list. */
function readingOf(session: ServiceSession, tagged: Tagged): TagsRead {
  const { tagging, operations, arn } = tagged;
  const { list } = tagging;
  const isMissed = isMissing(session.context.presence, list.operation);
  const described = isMissed ? describedTags(session, tagged) : undefined;
  if (described !== undefined) return described;
  return {
    look: () => callOnTags(session, operations.list, [[list.arn, arn]]),
    tagsIn: (reply) => tagsOn(reply, operations.list, list),
    isList: true,
    at: keyedAt(operations.list, list.shows),
  };
}

/** In a description; undefined where none shows tags. */
function describedTags(session: ServiceSession, { resource, made }: Tagged): TagsRead | undefined {
  const { describe, tags } = resource;
  if (describe === undefined || !describesTags(resource)) return undefined;
  const [within = "", inside = ""] = [describe.shows, tags?.shown];
  const schema = memberSchema(session.context.contract.operation(describe.operation).success.schema, within + inside);
  const tagsIn = (reply: Reply): JsonObject | undefined => {
    const shown = isSuccess(reply) ? session.shown(made, reply) : undefined;
    return shown && readTags(tagForm(schema), valueAt(shown, inside) ?? {});
  };
  const at = tagForm(schema) === "map" ? within + inside : undefined;
  return { look: () => session.describe(made), tagsIn, isList: false, at };
}

async function tagAndLook(session: ServiceSession, tagged: Tagged): Promise<void> {
  const { resource, tagging, operations, arn } = tagged;
  const { tag } = tagging;
  const { look, tagsIn, isList, at } = readingOf(session, tagged);
  const first = isList ? await onceKnownToTags(session, tagged, operations.list, look) : await look();
  if (first === undefined) return;
  const listed: TagsListing = async (by, areRight) => {
    const holds = (reply: Reply): boolean => areRight(tagsIn(reply) ?? {});
    const awaited = { operation: by.id, event: `tags of a ${resource.name}` };
    return tagsIn((await session.waitFor(awaited, { read: look, holds })) ?? first);
  };
  if (isList) await judgeTagsOfCreation(session, tagged, { listed, at });
  const shownBefore = tagsIn(first);
  const before = shownBefore && withoutUntagged(session, arn, shownBefore);
  const keptAfter = await rememberShown(session, tagged.made);
  const put = (): Promise<Reply | undefined> => putTags(session, tagging, arn, ADDED);
  const added = await onceKnownToTags(session, tagged, operations.tag, put);
  if (before === undefined || added === undefined || !isSuccess(added)) return;
  const expected: JsonObject = { ...before, ...ADDED };
  const after = await listed(operations.tag, (tags) => missingIn(tags, expected).length === 0);
  // A failed list says nothing about tags.
  if (after === undefined) return;
  if (isList)
    session.judge(
      taggingId(operations.list, resource),
      shows(after, ADDED, "the tags added", at),
      session.lastExchange,
    );
  // It may repeat those that the resource was created with, whatever was put on it since.
  else if (isDeepStrictEqual(after, shownBefore)) return;
  session.judge(
    taggingId(operations.tag, resource),
    shows(after, expected, "the tags added beside those before", at),
    session.lastExchange,
  );
  const areAdded = missingIn(after, expected).length === 0;
  const kept = areAdded ? await keptAfter?.() : undefined;
  const keeping = ofKindId(operations.tag, "keeps", resource.name);
  if (kept !== undefined) session.judge(keeping, kept.finding, kept.reply.exchange);
  if (isList && areAdded) await judgeDescribedTags(session, tagged);
  const changed = areAdded ? await changeValue(session, tagged, { expected, listed, at }) : after;
  if (changed === undefined) return;
  const there = Object.fromEntries(Object.keys(ADDED).map((key) => [key, changed[key] ?? null]));
  const room = mostTags(operations.tag, tag) - Object.keys({ ...after, ...ADDED }).length;
  const texts = areAdded ? await addTexts(session, tagged, { there, room, listed, at }) : {};
  const [taken = "", ...others] = Object.keys(ADDED);
  const staying = [...others, ...Object.keys(texts)];
  const wanted: JsonObject = { ...texts, ...there };
  const untagged = await onceKnownToTags(session, tagged, operations.untag, () =>
    untag(session, tagging, arn, [taken]),
  );
  if (untagged === undefined || !isSuccess(untagged)) return;
  const isRight = (tags: JsonObject): boolean =>
    !Object.hasOwn(tags, taken) && staying.every((key) => tags[key] === wanted[key]);
  const last = await listed(operations.untag, isRight);
  if (last === undefined) return;
  const words = `tags with the keys ${Object.keys(last).join(", ") || "of none"}`;
  const members = at === undefined ? undefined : without(taken, { kept: staying, put: wanted }, at);
  const left: JsonObject = Object.fromEntries(staying.map((key) => [key, wanted[key] ?? null]));
  const wrong = [taken, ...staying].filter((key) => last[key] !== left[key]);
  const differences = at === undefined ? undefined : differingTags(wrong, { wanted: left, tags: last, at });
  session.judge(
    taggingId(operations.untag, resource),
    settling(wanting(check(isRight(last), `all tags but ${taken}`, words, differences), members && { members })),
    session.lastExchange,
  );
  // Cases after this one may need the room. Of odd keys, which may not get there as they are, nothing is judged.
  if (!isRight(last)) return;
  const ordinary = new Set(Object.keys(ordinaryOf(wanted)));
  await takeSeveral(session, tagged, { keys: staying.filter((key) => ordinary.has(key)), listed, at });
  const odd = staying.filter((key) => !ordinary.has(key));
  if (odd.length > 0) await untag(session, tagging, arn, odd);
}

interface Looking {
  readonly listed: TagsListing;
  readonly at: string | undefined;
}

/** Of the tags that it was created with, those that its description shows are listed as well, unless a case took them off. */
async function judgeTagsOfCreation(session: ServiceSession, tagged: Tagged, { listed, at }: Looking): Promise<void> {
  const { resource, operations, arn } = tagged;
  const described = describedTags(session, tagged);
  const reply = await described?.look();
  const shown = reply && withoutUntagged(session, arn, described?.tagsIn(reply) ?? {});
  const created = new Set(Object.keys(tagsOfShared(resource)));
  const wanted: JsonObject = Object.fromEntries(Object.entries(shown ?? {}).filter(([key]) => created.has(key)));
  if (Object.keys(wanted).length === 0) return;
  const tags = await listed(operations.list, (each) => missingIn(each, wanted).length === 0);
  if (tags === undefined) return;
  const finding = shows(tags, wanted, "the tags that it was created with and is described with", at);
  session.judge(taggingId(operations.list, resource), finding, session.lastExchange);
}

/** Puts another value on a tag that is there; resolves to the tags shown then, undefined if none are. */
async function changeValue(
  session: ServiceSession,
  { resource, tagging, operations, arn }: Tagged,
  { expected, listed, at }: Looking & { readonly expected: JsonObject },
): Promise<JsonObject | undefined> {
  const wanted = { ...expected, ...CHANGED };
  const reply = await putTags(session, tagging, arn, CHANGED);
  if (reply === undefined || !isSuccess(reply)) return expected;
  const tags = await listed(operations.tag, (each) => missingIn(each, wanted).length === 0);
  if (tags === undefined) return undefined;
  const finding = shows(tags, wanted, "the tags with the value that one was given last", at);
  session.judge(taggingId(operations.tag, resource), finding, session.lastExchange);
  return tags;
}

/** Removes the tags of several keys with one request. */
async function takeSeveral(
  session: ServiceSession,
  { resource, tagging, operations, arn }: Tagged,
  { keys, listed, at }: Looking & { readonly keys: readonly string[] },
): Promise<void> {
  const reply = keys.length === 0 ? undefined : await untag(session, tagging, arn, keys);
  if (reply === undefined || !isSuccess(reply)) return;
  const staying = (tags: JsonObject): string[] => keys.filter((key) => Object.hasOwn(tags, key));
  const tags = await listed(operations.untag, (each) => staying(each).length === 0);
  if (tags === undefined) return;
  const left = staying(tags);
  const found = check(left.length === 0, `no tag of the ${keys.length} keys`, someOf(left));
  const members = at === undefined ? undefined : keys.map((key) => ({ at: childPointer(at, key), absent: true }));
  const finding = settling(wanting(found, members && { members }));
  session.judge(taggingId(operations.untag, resource), finding, session.lastExchange);
}

const TOLD = 3;

function someOf(keys: readonly string[]): string {
  const told = keys.slice(0, TOLD).map((key) => jsonText(key));
  if (keys.length <= TOLD) return told.join(", ") || "none of them";
  return `${keys.length} of them, ${told.join(", ")} among them`;
}

interface Kept {
  readonly kept: readonly string[];
  readonly put: JsonObject;
}

function without(taken: string, { kept, put }: Kept, at: string): MemberForm[] {
  return [
    { at: childPointer(at, taken), absent: true },
    ...kept.map((key) => ({ at: childPointer(at, key), equals: JSON.stringify(put[key]) })),
  ];
}

/** Whether the description shows what the list of tags does by now. */
async function judgeDescribedTags(session: ServiceSession, tagged: Tagged): Promise<void> {
  const described = describedTags(session, tagged);
  if (described === undefined) return;
  const last = await session.waitFor(
    { operation: tagged.operations.tag.id, event: `tags described of a ${tagged.resource.name}` },
    { read: described.look, holds: (reply) => missingIn(described.tagsIn(reply) ?? {}, ADDED).length === 0 },
  );
  if (last === undefined) return;
  const tags = described.tagsIn(last);
  const requirement = ofKindId(tagged.operations.tag, "tags.shown", tagged.resource.name);
  if (tags !== undefined) session.judge(requirement, shows(tags, ADDED, "the tags added", described.at), last.exchange);
}

function shows(tags: JsonObject, wanted: JsonObject, expected: string, at: string | undefined) {
  const missing = missingIn(tags, wanted);
  const received = missing.length === 0 ? expected : `without ${missing.join(", ")}`;
  const condition = at === undefined ? undefined : { members: formsOf(wanted, at) ?? [] };
  const differences = at === undefined ? undefined : differingTags(missing, { wanted, tags, at });
  return settling(wanting(check(missing.length === 0, expected, received, differences), condition));
}
