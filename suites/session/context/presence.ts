import type { Reply } from "#protocol/answers/reply.ts";

/** Whether an operation exists, as far as its answers show. */
export interface Presence {
  readonly status:
    | "implemented"
    | "not-implemented"
    | "unreachable"
    | "turned-away"
    | "no-access"
    | "no-role"
    | "no-quota"
    /** It is there, and does not do what a valid request asks for. */
    | "refused"
    | "not-tried";
  /** In words, for the record. */
  readonly reason: string;
  /** The answer that decided. */
  readonly reply?: Reply;
  /** It was refused word for word as a path that does not exist: it did nothing. */
  readonly isNowhere?: boolean;
  /** A path that does not exist is refused with the operation's own error for an unknown name: this is that refusal. */
  readonly refusesPaths?: Reply;
}

/** What the control finds out, by operation. */
export type Presences = ReadonlyMap<string, Presence>;

export function isMissing(presence: Presences, operation: string): boolean {
  return presence.get(operation)?.status === "not-implemented";
}

export function missingOf(presence: Presences): ReadonlySet<string> {
  return new Set([...presence.keys()].filter((id) => isMissing(presence, id)));
}
