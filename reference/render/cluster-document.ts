import type { Cluster, Connector } from "#reference/clusters/cluster.ts";
import { EKS_MEMBERS } from "./eks-members.ts";
import type { Call, DocumentBehaviours } from "#reference/behaviours.ts";
import type { View, OutputDocument } from "./output-document.ts";

export const conformingDocuments: DocumentBehaviours = {
  timestamp: (milliseconds) => milliseconds / 1000,
  tagsDocument: (tags) => Object.fromEntries(tags),
  connectorDocument,
  clusterDocument,
  clusterEnvelope: (cluster) => ({ cluster }),
  listDocument: ({ names, nextToken }) => ({ clusters: names, nextToken }),
};

function clusterDocument(cluster: Cluster, view: View, call: Call): OutputDocument {
  const { behaviours } = call;
  return {
    ...(cluster.connector === undefined ? EKS_MEMBERS : {}),
    name: cluster.name,
    arn: cluster.arn,
    createdAt: behaviours.timestamp(cluster.createdAt, "createdAt", call),
    status: cluster.status,
    connectorConfig: cluster.connector && behaviours.connectorDocument(cluster.connector, view, call),
    tags: behaviours.tagsDocument(cluster.tags, view, call),
  };
}

function connectorDocument(connector: Connector, view: View, call: Call): OutputDocument {
  return {
    activationId: connector.activationId,
    activationCode: view === "RegisterCluster" ? connector.activationCode : undefined,
    activationExpiry: call.behaviours.timestamp(connector.activationExpiry, "activationExpiry", call),
    provider: connector.provider,
    roleArn: connector.roleArn,
  };
}
