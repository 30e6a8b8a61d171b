import type { JsonValue } from "./json.ts";

/**
 * A value as JSON. JSON can be read that is nested too deeply to be written, or that names a number too large for one:
 * the first is told by a text that says so, the second by its sign and its size.
 */
export function jsonText(value: JsonValue): string {
  if (typeof value === "number" && !Number.isFinite(value)) return value > 0 ? "1e999" : "-1e999";
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return '"a value that is nested too deeply to be shown"';
  }
}
