import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import type { Tagging } from "#spec/resources/resource-table.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { readTags, type TagForm, tagForm, writeTags } from "#spec/resources/tag-form.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** What an operation on tags sends: a value for each pointer of the table into its input. */
export type TagInput = readonly (readonly [pointer: string, value: JsonValue])[];

/** Calls an operation on tags; undefined if its input cannot be sent. */
export async function callOnTags(
  session: ServiceSession,
  operation: Operation,
  input: TagInput,
  purpose?: "compared",
): Promise<Reply | undefined> {
  const members = input.map(([pointer, value]) => [pointerTokens(pointer)[0] ?? "", value] as const);
  const request = encodeInput(operation, Object.fromEntries(members));
  return request === undefined ? undefined : session.send(request, { purpose });
}

/** Puts tags on the resource of an ARN. */
export async function putTags(
  session: ServiceSession,
  { tag: by }: Tagging,
  arn: JsonValue,
  tags: JsonObject,
): Promise<Reply | undefined> {
  const operation = session.context.contract.operation(by.operation);
  const form = tagForm(memberSchema(operation.input, by.tags));
  return callOnTags(session, operation, [
    [by.arn, arn],
    [by.tags, writeTags(form, tags)],
  ]);
}

/** Takes tags off. A read that is behind may show them for a while, which is no reason to expect them. */
export async function untag(
  session: ServiceSession,
  { untag: by }: Tagging,
  arn: JsonValue,
  keys: readonly string[],
): Promise<Reply | undefined> {
  const { contract, untagged } = session.context;
  for (const key of keys) untagged.add(untaggedKey(arn, key));
  return callOnTags(session, contract.operation(by.operation), [
    [by.arn, arn],
    [by.keys, [...keys]],
  ]);
}

/** What is shown, but for what the run has taken off. */
export function withoutUntagged(
  { context: { untagged } }: ServiceSession,
  arn: JsonValue,
  tags: JsonObject,
): JsonObject {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !untagged.has(untaggedKey(arn, key))));
}

function untaggedKey(arn: JsonValue, key: string): string {
  return JSON.stringify([arn, key]);
}

/** The tags of the resource of an ARN as the operation that lists them shows them now, with its answer. */
export async function listedTags(
  session: ServiceSession,
  { list }: Tagging,
  arn: JsonValue,
  purpose?: "compared",
): Promise<{ readonly last: Reply | undefined; readonly shown: JsonObject | undefined }> {
  const listing = session.context.contract.operation(list.operation);
  const last = await callOnTags(session, listing, [[list.arn, arn]], purpose);
  return { last, shown: last && tagsOn(last, listing, list) };
}

/** The tags that a list shows by their keys, none if it leaves them out; undefined for what is no such list. */
export function tagsOn(reply: Reply, listing: Operation, { shows }: Tagging["list"]): JsonObject | undefined {
  if (!isSuccess(reply) || !isJsonObject(reply.json)) return undefined;
  const tags = valueAt(reply.json, shows) ?? null;
  return tags === null ? {} : readTags(listedForm(listing, shows), tags);
}

/** Where a list has the tags by their keys; undefined of a list of pairs, where no pointer leads to a key. */
export function keyedAt(listing: Operation, shows: string): string | undefined {
  return listedForm(listing, shows) === "map" ? shows : undefined;
}

/** How a list shows tags. */
function listedForm({ success }: Operation, shows: string): TagForm {
  return tagForm(memberSchema(success.schema, shows));
}
