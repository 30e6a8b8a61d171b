import type { Removal } from "../removing/remove-cluster.ts";

export interface IntendedRegistration {
  /** Id of the case that sends the request. */
  readonly case: string;
  /** The request's clientRequestToken, where it has one. */
  readonly token?: string;
  /** The request carries the run's tag, so its cluster will, too. */
  readonly tagged?: true;
}

/** The account of clusters cannot be kept, so nothing more may be registered. The message is one line for the user. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
}

/**
 * The write-ahead account of clusters, kept by whoever runs the suite. `intend` returns before the request that may
 * create the cluster is sent, or throws `LedgerError`, which ends the run. `remove` deregisters only what `intend` has
 * named.
 */
export interface ClusterLedger {
  intend(name: string, entry: IntendedRegistration): void | Promise<void>;
  /** `activation`: what marks the cluster's activation, where the answer shows one. */
  created(name: string, activation?: string): void;
  /** No answer says whether the name exists; `reason` says why. */
  doubt(name: string, reason: string): void;
  /** It is proved that there is no cluster of this name, or that the one there is somebody else's. */
  absent(name: string): void;
  /** It is there at the end of the run, whatever was answered before; `reason` says why. */
  left(name: string, reason: string): void;
  /**
   * Deregisters the cluster; the caller has checked that it is ours. If it is not there, it may still appear later: see
   * `absent`.
   */
  remove(name: string): Promise<Removal>;
}
