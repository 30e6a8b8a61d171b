/** What the user gave cannot be used. The message is one line: what, where, and how to mend it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The run could not begin for a reason that is nobody's fault here: no credentials, no endpoint. */
export class InconclusiveError extends Error {
  override readonly name = "InconclusiveError";
}
