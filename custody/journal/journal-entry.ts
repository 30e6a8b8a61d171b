import type { Kind } from "#spec/requirement.ts";

/** Where a run sends its requests, so that a sweep finds its way back. */
export interface JournalPlace {
  /** Origin and base path, without a trailing slash. */
  readonly endpoint: string;
  readonly region: string;
  /** Twelve digits, where STS was asked. */
  readonly account?: string | undefined;
  readonly kind: Kind;
  /** The run sent its requests unsigned, so a sweep must, too. */
  readonly unsigned?: true | undefined;
  /** The run ended the target itself, and its clusters with it. Older versions say `embedded`. */
  readonly ended?: true | undefined;
  readonly embedded?: true | undefined;
}

/**
 * A resource of a whole service: which model knows it, its kind, and what identifies it, its parents after it; nothing
 * identifies what the service had yet to name.
 */
export interface JournalResource {
  /** As `--spec` takes it. */
  readonly spec: string;
  readonly kind: string;
  readonly ids: readonly string[];
  readonly arn?: string | undefined;
}

/** Written before the request that may create the cluster is sent. */
export interface IntendEntry {
  readonly event: "intend";
  readonly name: string;
  readonly runId: string;
  /** Journals written before version 0.2 do not have it. */
  readonly place?: JournalPlace | undefined;
  /** The request's clientRequestToken, where it has one. */
  readonly token?: string | undefined;
  /** The request bears the run's tag, so a cluster of this name without it is somebody else's. */
  readonly tagged?: true | undefined;
  /** Present if it is not a registered cluster; `name` then describes it in words. */
  readonly resource?: JournalResource | undefined;
  /** Id of the case that sends the request. */
  readonly case: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * What became of a name: created by our request, in doubt since no answer says so, removed by us, found not to exist, or
 * left behind.
 */
export interface OutcomeEntry {
  readonly event: "created" | "doubt" | "removed" | "absent" | "left";
  readonly name: string;
  /** The run whose request it is about; if absent, the last run that asked for the name. */
  readonly runId?: string;
  readonly at: number;
  /** What marks the activation of the cluster created. */
  readonly activation?: string | undefined;
  readonly reason?: string | undefined;
  /** The endpoint was asked and had no such cluster, which settles every request for the name. */
  readonly proved?: true;
}

export type JournalEntry = IntendEntry | OutcomeEntry;

/** An entry as it stands in a journal. */
export interface JournalLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly entry: JournalEntry;
  /** It is proved that this user wrote it. */
  readonly isOwn: boolean;
}
