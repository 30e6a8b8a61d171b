import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { readTags, tagForm, writeTags } from "#spec/resources/tag-form.ts";
import { withValue } from "./with-value.ts";

/** The tags in the input of a creation, by key. */
export function sentTags({ tags }: Pick<Resource, "tags">, creating: Operation, input: JsonObject): JsonObject {
  const at = tags?.input ?? "";
  return readTags(tagForm(memberSchema(creating.input, at)), valueAt(input, at) ?? {}) ?? {};
}

/** The input of a creation with these tags, by key, in place of its own; as it is of a kind that is created without any. */
export function withTags(
  { tags }: Pick<Resource, "tags">,
  { input: schema }: Operation,
  input: JsonObject,
  sent: JsonObject,
): JsonObject {
  if (tags === undefined) return input;
  return withValue(input, pointerTokens(tags.input), writeTags(tagForm(memberSchema(schema, tags.input)), sent));
}
