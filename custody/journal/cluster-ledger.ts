import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import { removeCluster } from "../removing/remove-cluster.ts";
import type { ClusterLedger } from "./ledger.ts";
import { writeAhead, type Writer } from "./write-ahead.ts";

export interface LedgerOptions extends Writer {
  readonly target: Target;
  /** Milliseconds spent on removing one cluster. */
  readonly budgetMs: number;
  readonly clock?: Clock | undefined;
}

/** The suite's account of clusters on top of the journal on disk. */
export function clusterLedger({ target, budgetMs, ...writer }: LedgerOptions): ClusterLedger {
  const { intend, note } = writeAhead(writer);
  return {
    intend,
    created: (name, activation) => note(name, "created", { activation }),
    doubt: (name, reason) => note(name, "doubt", { reason }),
    absent: (name) => note(name, "absent"),
    left: (name, reason) => note(name, "left", { reason }),
    remove: async (name) => {
      const removal = await removeCluster(target, name, { budgetMs, clock: writer.clock });
      if (removal.state === "left") note(name, "left", { reason: removal.reason });
      if (removal.state === "removed") note(name, "removed");
      return removal;
    },
  };
}
