import { removeCluster } from "./removal.ts";
import { JournalError, type Journal, type JournalEntry } from "./journal.ts";
import type { Target } from "../endpoint/target.ts";
import { LedgerError, type ClusterLedger } from "./ledger.ts";

export interface LedgerOptions {
  readonly journal: Journal;
  readonly target: Target;
  readonly runId: string;
  /** Milliseconds spent on removing one cluster. */
  readonly budgetMs: number;
}

/** The suite's account of clusters on top of the journal on disk. */
export function clusterLedger({ journal, target, runId, budgetMs }: LedgerOptions): ClusterLedger {
  const write = (entry: JournalEntry): void => {
    try {
      journal.write(entry);
    } catch (error) {
      throw error instanceof JournalError ? new LedgerError(error.message, { cause: error }) : error;
    }
  };
  const note = (event: "created" | "removed" | "absent", name: string): void => write({ event, name, at: Date.now() });
  return {
    intend: (name, entry) => write({ event: "intend", name, runId, at: Date.now(), ...entry }),
    created: (name) => note("created", name),
    absent: (name) => note("absent", name),
    remove: async (name) => {
      const removal = await removeCluster(target, name, { budgetMs });
      if (removal.state === "left") {
        write({ event: "left", name, at: Date.now(), reason: removal.reason });
        return { removed: false, reason: removal.reason };
      }
      note(removal.state, name);
      return { removed: true };
    },
  };
}
