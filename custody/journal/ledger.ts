import type { MadeResource, UnnamedResource } from "#custody/resources/made-resource.ts";

/** Which request may make it. */
export interface IntendedCreation {
  /** Id of the case that sends the request. */
  readonly case: string;
  /** Epoch milliseconds of the request, where it is written down after it. */
  readonly at?: number | undefined;
  /** The request's client token, where it has one. */
  readonly token?: string | undefined;
  /** The request carries the run's tag, so what it makes will, too. */
  readonly tagged?: true | undefined;
}

/** What became of it; `answered`: the answer to one request for what has no name yet tells what became of that request. */
export type LedgerState = "created" | "doubt" | "removed" | "absent" | "left" | "answered";

export interface LedgerFacts {
  readonly reason?: string | undefined;
  /** What marks what the service gave to it alone, such as the activation of a cluster. */
  readonly activation?: string | undefined;
}

/** The account of what was made cannot be kept, so nothing more may be. The message is one line for the user. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
}

/**
 * The write-ahead account of what a run may have made, of any kind. `intend` returns before the request that may make it
 * is sent, or throws `LedgerError`, which ends the run.
 */
export interface Ledger {
  intend(made: MadeResource | UnnamedResource, entry: IntendedCreation): void;
  note(made: MadeResource | UnnamedResource, state: LedgerState, facts?: LedgerFacts): void;
}

/** Nothing is written down: what a server in memory is left with goes away with it. */
export const NO_LEDGER: Ledger = { intend: () => undefined, note: () => undefined };
