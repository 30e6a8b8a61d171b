import type { JsonValue } from "./json.ts";

/** What a text says as JSON; undefined if it is not JSON, or there is none. */
export function parsedJson(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
