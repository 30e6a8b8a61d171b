import type { Removal } from "../removing/removal.ts";

export interface IntendedRegistration {
  /** Id of the case that sends the request. */
  readonly case: string;
  /** The request's clientRequestToken, where it has one. */
  readonly token?: string;
  /** The request bears the run's tag, so its cluster will. */
  readonly tagged?: true;
}

/** The account of clusters cannot be kept, so nothing more may be registered. The message is one line for the user. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
}

/**
 * The write-ahead account of clusters, kept by whoever runs the suite. `intend` has returned before the request that
 * may create the cluster leaves, or throws `LedgerError`, which ends the run; `remove` deregisters nothing that `intend`
 * did not name.
 */
export interface ClusterLedger {
  intend(name: string, entry: IntendedRegistration): void | Promise<void>;
  /** `activation`: what marks the cluster's activation, where the answer shows one. */
  created(name: string, activation?: string): void;
  /** No answer says whether the name exists: why. */
  doubt(name: string, reason: string): void;
  /** Proved: there is no cluster of this name, or the one there is somebody else's. */
  absent(name: string): void;
  /** It is there at the end of the run, whatever was answered before: why. */
  left(name: string, reason: string): void;
  /** Deregisters; whose the cluster is has been seen to before. One that is not there yet may come: see `absent`. */
  remove(name: string): Promise<Removal>;
}
