import { isServerFailure, isSuccess, lostReply, type Reply } from "#protocol/answers/reply.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { readTags, tagForm } from "#spec/resources/tag-form.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import type { ServiceContext } from "./service-context.ts";

type Context = Pick<ServiceContext, "table" | "tagsPut">;

/**
 * Notes the keys of the tags that a request has put on a resource, or may have, and forgets those that one has taken off: a
 * list that is behind need not show either.
 */
export function noteTagsPut(
  { table: { tagging }, tagsPut }: Context,
  { operation, input }: Classification,
  reply: Reply,
): void {
  if (tagging === undefined || operation === undefined || input === undefined) return;
  const { tag, untag } = tagging;
  if (operation.id === untag.operation && isSuccess(reply)) {
    const gone = valueAt(input, untag.keys);
    const arn = JSON.stringify(valueAt(input, untag.arn) ?? null);
    const kept = [...(tagsPut.get(arn) ?? [])].filter((key) => !Array.isArray(gone) || !gone.includes(key));
    tagsPut.set(arn, new Set(kept));
  }
  const mayBeDone = isSuccess(reply) || isServerFailure(reply) || lostReply(reply);
  if (operation.id !== tag.operation || !mayBeDone) return;
  const arn = JSON.stringify(valueAt(input, tag.arn) ?? null);
  const put = valueAt(input, tag.tags);
  const tags = put === undefined ? undefined : readTags(tagForm(memberSchema(operation.input, tag.tags)), put);
  tagsPut.set(arn, new Set([...(tagsPut.get(arn) ?? []), ...Object.keys(tags ?? {})]));
}

/** The keys of what requests have put on the resource of an ARN since it was emptied. */
export function keysPut({ tagsPut }: Pick<Context, "tagsPut">, arn: JsonValue): readonly string[] {
  return [...(tagsPut.get(JSON.stringify(arn)) ?? [])];
}
