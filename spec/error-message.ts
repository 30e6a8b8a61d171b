/** The message of whatever was thrown, on one line. Not by `instanceof`: errors may come from another realm. */
export function errorMessage(error: unknown): string {
  const { message, errors } = Object(error) as { message?: unknown; errors?: unknown };
  // Node reports several addresses tried at once as one error without a message.
  if (message === "" && Array.isArray(errors)) return errors.map(errorMessage).join("; ");
  return (typeof message === "string" ? message : asText(error)).replace(/\s+/g, " ").trim();
}

/** An object may be thrown that refuses to be made a text. */
function asText(error: unknown): string {
  try {
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- guarded: what is thrown is no JSON
    return String(error);
  } catch {
    return typeof error;
  }
}
