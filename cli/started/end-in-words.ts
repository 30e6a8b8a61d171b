/** How a command that was started came to its end. */
export interface CommandEnd {
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  /** Why it never began, such as ENOENT. */
  readonly notStarted?: string;
}

export function endInWords({ code, signal, notStarted }: CommandEnd): string {
  if (notStarted !== undefined) return `it could not be started (${notStarted})`;
  return signal === undefined ? `it ended with exit code ${code ?? "unknown"}` : `it was ended by ${signal}`;
}
