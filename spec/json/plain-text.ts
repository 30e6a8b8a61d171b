import type { JsonValue } from "./json.ts";
import { jsonText } from "./json-text.ts";

/** Characters of a value that is no text: enough to be told from others. */
const SHOWN = 2000;

/**
 * A value as text: a text is itself, anything else is its JSON, cut where it is long. Whoever wrote the value has no say
 * in it: `String` would call what its members `toString` and `valueOf` are.
 */
export function plainText(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  if (value === undefined) return "undefined";
  const text = jsonText(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
