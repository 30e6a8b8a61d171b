import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../wire/json-document.ts";
import type { JsonObject, JsonValue } from "../../../spec/json/json.ts";
import { valueAt, withValueAt } from "../answers/pointer.ts";
import type { ServiceCall } from "../service-call.ts";

/** What is known of a resource once the entries are added and removed that a change names. */
export function patched({ service, operation, input, habits }: ServiceCall, facts: JsonObject): JsonObject {
  const places = Object.entries(service.table.patches[operation.name] ?? {});
  return places.reduce((known, [at, { put, remove }]) => {
    const sent = valueAt(input, at);
    if (!isObject(sent)) return known;
    const before =
      habits.minds(operation, "other entries") || !Object.hasOwn(sent, put) ? valueAt(known, at) : undefined;
    const removed = habits.minds(operation, "removals") ? sent[remove] : [];
    return withValueAt(known, at, withEntries(before, sent[put], Array.isArray(removed) ? removed : []));
  }, facts);
}

function withEntries(before: unknown, added: unknown, removed: readonly unknown[]): JsonValue {
  if (Array.isArray(before) || Array.isArray(added)) {
    const isAmong = (items: readonly unknown[], item: unknown): boolean =>
      items.some((other) => isDeepStrictEqual(other, item));
    const [had, more] = [before, added].map((items): JsonValue[] => (Array.isArray(items) ? items : []));
    const all = [...(had ?? []), ...(more ?? []).filter((item) => !isAmong(had ?? [], item))];
    return all.filter((item) => !isAmong(removed, item));
  }
  const all = Object.entries({ ...(isObject(before) ? before : {}), ...(isObject(added) ? added : {}) });
  return Object.fromEntries(all.filter(([key]) => !removed.includes(key))) as JsonObject;
}
