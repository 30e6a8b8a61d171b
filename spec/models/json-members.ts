import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/** The member where it is an object, and an empty one elsewhere. */
export function objectAt(holder: JsonObject, member: string): JsonObject {
  const value = holder[member];
  return isJsonObject(value) ? value : {};
}

export function textAt(holder: JsonObject, member: string): string | undefined {
  const value = holder[member];
  return typeof value === "string" ? value : undefined;
}

export function numberAt(holder: JsonObject, member: string): number | undefined {
  const value = holder[member];
  return typeof value === "number" ? value : undefined;
}

export function listAt(holder: JsonObject, member: string): readonly JsonValue[] {
  const value = holder[member];
  return Array.isArray(value) ? value : [];
}

/** Members that are objects, with their names. */
export function objectsIn(holder: JsonObject): [string, JsonObject][] {
  return Object.entries(holder).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
}
