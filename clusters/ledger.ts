/** What became of an attempt to remove a cluster. */
export interface Removal {
  readonly removed: boolean;
  /** Why it is still there, or may be. */
  readonly reason?: string;
}

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
 * may create the cluster leaves; `remove` deregisters nothing that `intend` did not name. All of them throw
 * `LedgerError`, which ends the run.
 */
export interface ClusterLedger {
  intend(name: string, entry: IntendedRegistration): void | Promise<void>;
  created(name: string): void;
  /** The request was refused: there is no cluster of this name from it. */
  absent(name: string): void;
  remove(name: string): Promise<Removal>;
}
