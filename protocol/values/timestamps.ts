import { plainText } from "../../spec/json/plain-text.ts";
import type { TimestampFormat } from "../../spec/contract/operation.ts";
import type { JsonValue } from "../../spec/json/json.ts";

/** Seconds from the epoch as a format writes them; what is no such number stays as it is. */
export function writeTimestamp(value: JsonValue, format: TimestampFormat): JsonValue {
  const date = new Date(typeof value === "number" ? value * 1000 : NaN);
  if (format === "epoch-seconds" || Number.isNaN(date.getTime())) return value;
  return format === "http-date" ? date.toUTCString() : date.toISOString().replace(".000Z", "Z");
}

/** A time on the wire as seconds from the epoch; what tells none stays as it is. */
export function readTimestamp(value: JsonValue, format: TimestampFormat): JsonValue {
  const seconds =
    format === "epoch-seconds" ? Number(typeof value === "object" ? NaN : value) : Date.parse(plainText(value)) / 1000;
  return value === null || Number.isNaN(seconds) ? value : seconds;
}
