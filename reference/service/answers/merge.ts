import { isObject } from "#reference/wire/json-document.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** Both objects in one: where both have a member, objects are merged and anything else is the second's. */
export function merge(first: JsonObject, second: JsonObject): JsonObject {
  const added = Object.entries(second).map(([name, value]): [string, JsonValue] => {
    return [name, Object.hasOwn(first, name) ? mergeValues(first[name], value) : value];
  });
  return Object.fromEntries([...Object.entries(first), ...added]);
}

function mergeValues(first: JsonValue | undefined, second: JsonValue): JsonValue {
  return isObject(first) && isObject(second) ? merge(first as JsonObject, second as JsonObject) : second;
}
