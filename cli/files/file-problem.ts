import { types } from "node:util";
import { errorMessage } from "#spec/error-message.ts";
import { UsageError } from "#cli/usage-error.ts";

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
