import type { Call } from "../call.ts";
import { Refusal } from "../refusal.ts";
import type { Cluster } from "./cluster.ts";

export interface RegistryBehaviours {
  readonly findCluster: (name: string, call: Call) => Cluster | undefined;
  /** What DeregisterCluster can remove: a cluster made by EKS itself has no registration. */
  readonly findRegistered: (name: string, call: Call) => Cluster | undefined;
  /** Takes the name for this cluster, in one step; false when it is taken already. A promise leaves a gap for races. */
  readonly claimName: (cluster: Cluster, call: Call) => boolean | Promise<boolean>;
  readonly removeCluster: (cluster: Cluster, call: Call) => void;
  /** Whether one more registration is within the quota. */
  readonly checkQuota: (call: Call) => Refusal | undefined;
  /** Whether roles and other resources that a registration needs have propagated. */
  readonly checkPropagation: (call: Call) => Refusal | undefined;
  /** Every cluster that ListClusters knows of, in any order. */
  readonly visibleClusters: (call: Call) => Iterable<Cluster>;
}

export const conformingRegistry: RegistryBehaviours = {
  findCluster: (name, { state }) => state.clusters.get(name),
  findRegistered,
  claimName,
  removeCluster: (cluster, { state }) => void state.clusters.delete(cluster.name),
  checkQuota,
  checkPropagation: () => undefined,
  visibleClusters: ({ state }) => state.clusters.values(),
};

function findRegistered(name: string, call: Call): Cluster | undefined {
  const cluster = call.behaviours.findCluster(name, call);
  return cluster?.connector === undefined ? undefined : cluster;
}

function claimName(cluster: Cluster, { state }: Call): boolean {
  if (state.clusters.has(cluster.name)) return false;
  state.clusters.set(cluster.name, cluster);
  return true;
}

function checkQuota({ state, settings, registration }: Call): Refusal | undefined {
  if (!Number.isFinite(settings.quota)) return undefined;
  const registered = [...state.clusters.values()].filter((cluster) => cluster.connector !== undefined).length;
  if (registered < settings.quota) return undefined;
  const sentence = `This account has its ${settings.quota} registered clusters in this Region already.`;
  return new Refusal("ResourceLimitExceededException", sentence, registration?.name);
}
