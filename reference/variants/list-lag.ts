import type { Behaviours, Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";

interface Departed {
  readonly cluster: Cluster;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** ListClusters shows the clusters as they were some milliseconds ago. */
export function listLag(milliseconds: number): Patch {
  return (behaviours: Behaviours) => {
    let departed: Departed[] = [];
    return {
      removeCluster: (cluster, call) => {
        behaviours.removeCluster(cluster, call);
        departed.push({ cluster, at: call.receivedAt });
      },
      visibleClusters: (call: Call) => {
        const shown = call.receivedAt - milliseconds;
        departed = departed.filter(({ at }) => at > shown);
        const candidates = [...departed.map(({ cluster }) => cluster), ...behaviours.visibleClusters(call)];
        return candidates.filter((cluster) => cluster.createdAt <= shown);
      },
    };
  };
}
