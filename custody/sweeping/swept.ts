import type { ClusterLeft } from "#custody/removing/cluster-left.ts";

/** What became of the names. */
export interface SweepReport {
  readonly removed: readonly string[];
  /** Found not to exist. */
  readonly absent: readonly string[];
  readonly left: readonly ClusterLeft[];
  /** Listed clusters that are none of the names; absent if they could not be listed. */
  readonly untouched?: number | undefined;
  /** There may be more: the list did not come to its end. */
  readonly untouchedAtLeast?: true;
}

/** What was found under one name of the journal: it itself, or what the target named. Neither: it is not there. */
export interface Swept {
  readonly removed: readonly string[];
  readonly left: readonly ClusterLeft[];
}
