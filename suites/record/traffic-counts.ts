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

export interface Traffic {
  readonly requests: number;
  readonly cases: number;
  readonly retries: number;
  readonly throttled: number;
  readonly lostReplies: number;
  readonly latency: readonly LatencySummary[];
  /** Requests and retries in each second of the run, from its start. */
  readonly perSecond: readonly { readonly requests: number; readonly retries: number }[];
}
