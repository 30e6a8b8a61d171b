import type { JsonObject, JsonValue } from "./json.ts";

/** An object of the members that have a value: JSON knows nothing of undefined ones. */
export function definedMembers(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const isDefined = (entry: [string, JsonValue | undefined]): entry is [string, JsonValue] => entry[1] !== undefined;
  return Object.fromEntries(Object.entries(members).filter(isDefined));
}
