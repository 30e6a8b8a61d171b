import type { Outstanding } from "../journal/outstanding.ts";
import type { ClusterLeft } from "./cluster-left.ts";

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

export interface Sweeper {
  /** Looks for what one name of the journal may have left, and removes what of it is the run's. */
  readonly sweepOne: (sent: Outstanding) => Promise<Swept>;
  readonly untouched?: Pick<SweepReport, "untouched" | "untouchedAtLeast">;
}
