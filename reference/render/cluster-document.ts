import type { Call } from "../call.ts";
import type { Cluster, Connector } from "../clusters/cluster.ts";
import { EKS_MEMBERS } from "./eks-members.ts";
import type { Page } from "../clusters/paging.ts";
import type { OperationName } from "../wire/routing.ts";

/** A JSON object on its way out; members that are undefined are left out. */
export type OutputDocument = Readonly<Record<string, unknown>>;

/** Which answer a cluster is shown in. */
export type View = Exclude<OperationName, "ListClusters">;

export interface DocumentBehaviours {
  /** Epoch milliseconds to JSON. Source: restJson1, timestamps in bodies are epoch seconds as a number. */
  readonly timestamp: (milliseconds: number, member: "createdAt" | "activationExpiry", call: Call) => unknown;
  readonly tagsDocument: (tags: ReadonlyMap<string, string>, view: View, call: Call) => unknown;
  /** The activation code is shown once, in the answer to the registration. Source: observed samples. */
  readonly connectorDocument: (connector: Connector, view: View, call: Call) => OutputDocument;
  readonly clusterDocument: (cluster: Cluster, view: View, call: Call) => OutputDocument;
  /** What is shown of a cluster that EKS itself runs, beside what all clusters have. */
  readonly eksMembers: OutputDocument;
  /** The whole body around a cluster. */
  readonly clusterEnvelope: (cluster: OutputDocument, view: View, call: Call) => OutputDocument;
  readonly listDocument: (page: Page, call: Call) => OutputDocument;
}

export const conformingDocuments: DocumentBehaviours = {
  timestamp: (milliseconds) => milliseconds / 1000,
  tagsDocument: (tags) => Object.fromEntries(tags),
  connectorDocument,
  clusterDocument,
  eksMembers: EKS_MEMBERS,
  clusterEnvelope: (cluster) => ({ cluster }),
  listDocument: ({ names, nextToken }) => ({ clusters: names, nextToken }),
};

function clusterDocument(cluster: Cluster, view: View, call: Call): OutputDocument {
  const { behaviours } = call;
  return {
    ...(cluster.connector === undefined ? behaviours.eksMembers : {}),
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
