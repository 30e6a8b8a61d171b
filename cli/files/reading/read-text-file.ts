import { FILE_BYTES, readBounded } from "#spec/bounded-file.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { requireFewValues } from "#spec/json/value-count.ts";
import { orUsageError } from "#cli/files/file-problem.ts";

/** Reads a file of at most `limit` bytes that a flag names. Throws UsageError with the reason in plain words. */
export function readBytes(file: string, flag: string, limit: number): Buffer {
  return orUsageError(file, flag, () => readBounded(file, limit));
}

/** Reads a text file of at most `limit` bytes that a flag names. Throws UsageError with the reason in plain words. */
export function readTextFile(file: string, flag: string, limit = FILE_BYTES): string {
  return readBytes(file, flag, limit).toString("utf8");
}

/**
 * Reads a file of JSON that a flag names: its text, and the value, undefined where it is not JSON. Throws UsageError, also
 * where the value would take more room than anything of the sort has to.
 */
export function readJsonFile(file: string, flag: string): { readonly text: string; readonly value?: JsonValue } {
  return jsonIn(readBytes(file, flag, FILE_BYTES), file, flag);
}

/** The same of a file whose bytes are at hand. */
export function jsonIn(
  bytes: Buffer,
  file: string,
  flag: string,
): { readonly text: string; readonly value?: JsonValue } {
  orUsageError(file, flag, () => requireFewValues(bytes));
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const value = parsedJson(text);
  return value === undefined ? { text } : { text, value };
}
