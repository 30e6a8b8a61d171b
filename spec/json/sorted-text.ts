import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { jsonText } from "./json-text.ts";

/** A value as JSON with the members of each object in the order of their names: the same for what differs in that alone. */
export function sortedText(value: JsonValue): string {
  try {
    return jsonText(sorted(value));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Nested too deeply to be put in order, or to be written.
    return jsonText(value);
  }
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)])) as JsonObject;
}
