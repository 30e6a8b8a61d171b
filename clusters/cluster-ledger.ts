import type { Target } from "../endpoint/target.ts";
import { JournalError, type Journal } from "./journal.ts";
import type { JournalEntry, JournalPlace } from "./journal-entry.ts";
import { LedgerError, type ClusterLedger } from "./ledger.ts";
import { removeCluster } from "./removal.ts";

export interface LedgerOptions {
  readonly journal: Journal;
  readonly target: Target;
  readonly runId: string;
  /** Not for a journal that ends with the process. */
  readonly place?: JournalPlace;
  /** Milliseconds spent on removing one cluster. */
  readonly budgetMs: number;
}

/** The suite's account of clusters on top of the journal on disk. */
export function clusterLedger({ journal, target, runId, place, budgetMs }: LedgerOptions): ClusterLedger {
  const write = (entry: JournalEntry): void => {
    try {
      journal.write(entry);
    } catch (error) {
      throw error instanceof JournalError ? new LedgerError(error.message, { cause: error }) : error;
    }
  };
  return {
    intend: (name, entry) => write({ event: "intend", name, runId, place, at: Date.now(), ...entry }),
    created: (name) => write({ event: "created", name, runId, at: Date.now() }),
    doubt: (name, reason) => write({ event: "doubt", name, runId, at: Date.now(), reason }),
    absent: (name) => write({ event: "absent", name, runId, at: Date.now(), proved: true }),
    remove: async (name) => {
      const removal = await removeCluster(target, name, { budgetMs });
      if (removal.state === "left") write({ event: "left", name, runId, at: Date.now(), reason: removal.reason });
      else write({ event: removal.state, name, runId, at: Date.now(), proved: true });
      return removal;
    },
  };
}
