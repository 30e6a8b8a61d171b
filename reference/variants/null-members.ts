import type { Behaviours } from "#reference/behaviours.ts";
import { ERROR_MEMBERS } from "#reference/refusal.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";

// RegisterCluster page, "Response Syntax": members of a cluster that a registration leaves empty.
const EMPTY_CLUSTER_MEMBERS = [
  "accessConfig",
  "certificateAuthority",
  "clientRequestToken",
  "connectorConfig",
  "encryptionConfig",
  "endpoint",
  "health",
  "id",
  "identity",
  "kubernetesNetworkConfig",
  "logging",
  "outpostConfig",
  "platformVersion",
  "resourcesVpcConfig",
  "roleArn",
  "upgradePolicy",
  "version",
];

/** Writes documented members that have no value as null, as observed on real EKS, instead of leaving them out. */
export function nullMembers(behaviours: Behaviours): Partial<Behaviours> {
  return {
    clusterDocument: (cluster, view, call) =>
      withNulls(EMPTY_CLUSTER_MEMBERS, behaviours.clusterDocument(cluster, view, call)),
    connectorDocument: (connector, view, call) =>
      withNulls(["activationCode"], behaviours.connectorDocument(connector, view, call)),
    listDocument: (page, call) => withNulls(["nextToken"], behaviours.listDocument(page, call)),
    errorDocument: (refusal, call) =>
      withNulls(ERROR_MEMBERS[refusal.code] ?? [], behaviours.errorDocument(refusal, call)),
  };
}

function withNulls(members: readonly string[], document: OutputDocument): OutputDocument {
  const missing = members.filter((member) => document[member] === undefined);
  return { ...document, ...Object.fromEntries(missing.map((member) => [member, null])) };
}
