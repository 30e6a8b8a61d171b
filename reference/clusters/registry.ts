import { Refusal } from "#reference/refusal.ts";
import type { Cluster } from "./cluster.ts";
import type { Call, RegistryBehaviours } from "#reference/behaviours.ts";

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
