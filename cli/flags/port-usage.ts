import { UsageError } from "#cli/usage-error.ts";
import { reasonOf } from "#cli/files/file-problem.ts";

/** Why a port cannot be listened on, and what to do about it. */
export function portUsage(port: number, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return new UsageError(`--port ${port}: in use by another program; choose another`);
  if (code === "EACCES") return new UsageError(`--port ${port}: not allowed; choose one above 1023`);
  return new UsageError(reasonOf(error));
}
