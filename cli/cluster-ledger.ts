import { removeCluster } from "../target/clean-up.ts";
import type { Journal } from "../target/journal.ts";
import type { Target } from "../target/target.ts";
import type { ClusterLedger } from "../suites/ledger.ts";

export interface LedgerOptions {
  readonly journal: Journal;
  readonly target: Target;
  readonly runId: string;
  /** Milliseconds spent on removing one cluster. */
  readonly budgetMs: number;
}

/** The suite's account of clusters on top of the journal on disk. */
export function clusterLedger({ journal, target, runId, budgetMs }: LedgerOptions): ClusterLedger {
  const note = (event: "created" | "removed" | "absent", name: string): void => {
    journal.write({ event, name, at: Date.now() });
  };
  return {
    intend: (name, entry) => journal.write({ event: "intend", name, runId, at: Date.now(), ...entry }),
    created: (name) => note("created", name),
    absent: (name) => note("absent", name),
    remove: async (name) => {
      const removal = await removeCluster(target, name, { budgetMs });
      if (removal.state === "left") {
        journal.write({ event: "left", name, at: Date.now(), reason: removal.reason });
        return { removed: false, reason: removal.reason };
      }
      note(removal.state, name);
      return { removed: true };
    },
  };
}
