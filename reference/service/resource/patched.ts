import { isDeepStrictEqual } from "node:util";
import { isObject } from "#reference/wire/json-document.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";

/** What is known of a resource once the entries are added and removed that a change names. */
export function patched({ service, operation, input, habits }: ServiceCall, facts: JsonObject): JsonObject {
  const places = Object.entries(service.table.patches[operation.name] ?? {});
  const isWhole = habits.minds(operation, "whole entry");
  const isPutOnce = habits.minds(operation, "entry there");
  const isCased = habits.minds(operation, "case of entries");
  return places.reduce((known, [at, { put, remove, by = [] }]) => {
    const sent = valueAt(input, at);
    if (!isObject(sent)) return known;
    const before =
      habits.minds(operation, "other entries") || !Object.hasOwn(sent, put) ? valueAt(known, at) : undefined;
    const removed = habits.minds(operation, "removals") ? sent[remove] : [];
    const changes = { added: sent[put], removed: Array.isArray(removed) ? removed : [] };
    if (Array.isArray(before) || Array.isArray(changes.added))
      return withValueAt(
        known,
        at,
        withItems(before, changes, { addedBy: isPutOnce ? by : [], removedBy: isWhole ? by : by.slice(0, 1) }),
      );
    const entries = withEntries(before, changes);
    const folded = entries.map(([key, value]) => [isCased ? key : key.toLowerCase(), value] as const);
    return withValueAt(known, at, Object.fromEntries(folded) as JsonObject);
  }, facts);
}

interface Changes {
  readonly added: unknown;
  readonly removed: readonly unknown[];
}

/** An item that is added takes the place of the one that it is not told from. */
function withItems(
  before: unknown,
  { added, removed }: Changes,
  { addedBy, removedBy }: { readonly addedBy: readonly string[]; readonly removedBy: readonly string[] },
): JsonValue {
  const isAmong = (items: readonly unknown[], item: unknown, apart: readonly string[]): boolean =>
    items.some((other) =>
      apart.length === 0
        ? isDeepStrictEqual(other, item)
        : apart.every((at) => isDeepStrictEqual(valueAt(other, at), valueAt(item, at))),
    );
  const [had = [], more = []] = [before, added].map((items): JsonValue[] => (Array.isArray(items) ? items : []));
  const all = [...had.filter((item) => !isAmong(more, item, addedBy)), ...more];
  return all.filter((item) => !isAmong(removed, item, removedBy));
}

function withEntries(before: unknown, { added, removed }: Changes): [string, unknown][] {
  const all = Object.entries({ ...(isObject(before) ? before : {}), ...(isObject(added) ? added : {}) });
  return all.filter(([key]) => !removed.includes(key));
}
