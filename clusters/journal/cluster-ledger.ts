import { systemClock, type Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Journal } from "./journal.ts";
import type { JournalEntry, JournalPlace } from "./journal-entry.ts";
import type { ClusterLedger } from "./ledger.ts";
import { writeIntent, writeOutcome } from "./write-ahead.ts";
import { removeCluster } from "../removing/remove-cluster.ts";

export interface LedgerOptions {
  readonly journal: Journal;
  readonly target: Target;
  readonly runId: string;
  /** Not for a journal that ends with the process. */
  readonly place?: JournalPlace;
  /** Milliseconds spent on removing one cluster. */
  readonly budgetMs: number;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}

/** The suite's account of clusters on top of the journal on disk. */
export function clusterLedger({
  journal,
  target,
  runId,
  place,
  budgetMs,
  clock = systemClock,
}: LedgerOptions): ClusterLedger {
  const note = (entry: JournalEntry): void => writeOutcome(journal, entry);
  return {
    intend: (name, entry) => writeIntent(journal, { event: "intend", name, runId, place, at: clock.epoch(), ...entry }),
    created: (name, activation) => note({ event: "created", name, runId, at: clock.epoch(), activation }),
    doubt: (name, reason) => note({ event: "doubt", name, runId, at: clock.epoch(), reason }),
    absent: (name) => note({ event: "absent", name, runId, at: clock.epoch(), proved: true }),
    left: (name, reason) => note({ event: "left", name, runId, at: clock.epoch(), reason }),
    remove: async (name) => {
      const removal = await removeCluster(target, name, { budgetMs, clock });
      if (removal.state === "left") note({ event: "left", name, runId, at: clock.epoch(), reason: removal.reason });
      if (removal.state === "removed") note({ event: "removed", name, runId, at: clock.epoch(), proved: true });
      return removal;
    },
  };
}
