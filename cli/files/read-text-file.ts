import { errorMessage } from "../../spec/error-message.ts";
import { types } from "node:util";
import { FILE_BYTES, readBounded } from "../../spec/bounded-file.ts";
import type { JsonValue } from "../../spec/json/json.ts";
import { parsedJson } from "../../spec/json/parsed-json.ts";
import { requireFewValues } from "../../spec/json/value-count.ts";
import { UsageError } from "../usage-error.ts";
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
/** What is wrong with a file, as a UsageError. */
export function orUsageError<Result>(file: string, flag: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    throw new UsageError(`${flag} ${file}: ${reasonOf(error)}`);
  }
}
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EISDIR: "it is a folder; give a file",
  ENOTDIR: "a part of its path is a file, not a folder",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  ELOOP: "it is a link, which nothing is written through",
  EEXIST: "a file of that name is in the way",
};
/** What went wrong with a file, without codes and traces. */
export function reasonOf(error: unknown): string {
  // Node's own errors are no instance of the Error that a vm context has.
  if (!types.isNativeError(error)) return errorMessage(error);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return REASONS[code] ?? error.message;
}
