import { isDeepStrictEqual } from "node:util";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";

/** What was sent to create a resource, but for its tags, which may show later, and a client token, which need not show. */
export function sentToBeShown(creating: Operation, { tags }: Resource, input: JsonObject): JsonObject {
  const apart = [pointerTokens(tags?.input ?? "")[0], tokenMemberOf(creating)];
  return Object.fromEntries(Object.entries(input).filter(([name]) => !apart.includes(name)));
}

/** Of that, what the plain input has with the very value: others may have been changed for what they mean. */
export function sentAsPlain(
  { inputs }: ResourceTable,
  creating: Operation,
  resource: Resource,
  input: JsonObject,
): JsonObject {
  const plain = inputs[creating.id] ?? {};
  const sent = Object.entries(sentToBeShown(creating, resource, input));
  return Object.fromEntries(sent.filter(([name, value]) => isDeepStrictEqual(value, ownMember(plain, name))));
}
