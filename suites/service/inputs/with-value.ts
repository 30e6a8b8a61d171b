import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/** An input with another value at a path; objects on the way that are missing are made. */
export function withValue(input: JsonObject, [next, ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (next === undefined) return input;
  const inner = input[next];
  return { ...input, [next]: rest.length === 0 ? value : withValue(isJsonObject(inner) ? inner : {}, rest, value) };
}
