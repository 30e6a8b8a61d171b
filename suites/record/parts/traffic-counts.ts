export interface LatencySummary {
  readonly operation: string;
  readonly count: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  /** Counts per bucket of LATENCY_BUCKETS_MS, the last one open. */
  readonly histogram: readonly number[];
}

/** Upper bounds of the latency histogram's buckets, in milliseconds. */
export const LATENCY_BUCKETS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] as const;

/** How often an operation failed at what it was sent. */
export interface ServerFailures {
  readonly operation: string;
  /** `500`, or `nothing` where no answer came. */
  readonly answer: string;
  readonly failures: number;
  /** Requests for the operation, the others among them. */
  readonly requests: number;
  /** How many of them are known to have registered a cluster all the same; absent where none is. */
  readonly registered?: number | undefined;
}

export interface Traffic {
  readonly requests: number;
  readonly cases: number;
  readonly retries: number;
  readonly throttled: number;
  readonly lostReplies: number;
  readonly latency: readonly LatencySummary[];
  /** Absent where the server never failed, and in records of older versions. */
  readonly failures?: readonly ServerFailures[] | undefined;
  /** Requests and retries in each second of the run, from its start. */
  readonly perSecond: readonly { readonly requests: number; readonly retries: number }[];
}
