import type { Operation } from "../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { valueAt } from "../../../spec/json/json-pointer.ts";
import { memberSchema } from "../../../spec/resources/member-schema.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { readTags, tagForm } from "../../../spec/resources/tag-form.ts";

/** The tags in the input of a creation, by key. */
export function sentTags({ tags }: Pick<Resource, "tags">, creating: Operation, input: JsonObject): JsonObject {
  const at = tags?.input ?? "";
  return readTags(tagForm(memberSchema(creating.input, at)), valueAt(input, at) ?? {}) ?? {};
}
