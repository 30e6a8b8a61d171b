import { activationCode, uuid } from "#reference/random.ts";
import type { ReferenceOptions } from "#reference/server/options.ts";
import { ACTIVATION_LIFETIME_MS } from "./activation.ts";
import type { Cluster, Connector } from "./cluster.ts";
import type { Settings } from "#reference/server/settings.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The clusters an account has before the first request: some made by EKS, some registered by others. */
export function existingClusters(existing: ReferenceOptions["existing"], settings: Settings): Cluster[] {
  return [
    ...(existing?.eks ?? []).map((name) => existingCluster(name, undefined, settings)),
    ...(existing?.registered ?? []).map((name) => existingCluster(name, foreignConnector(settings), settings)),
  ];
}

function existingCluster(name: string, connector: Connector | undefined, settings: Settings): Cluster {
  return {
    name,
    arn: `arn:aws:eks:${settings.region}:${settings.account}:cluster/${name}`,
    createdAt: settings.now() - DAY_MS,
    status: "ACTIVE",
    connector,
    clientRequestToken: undefined,
    tags: new Map(),
  };
}

function foreignConnector({ account, now, random }: Settings): Connector {
  return {
    activationId: uuid(random),
    activationCode: activationCode(random, 20),
    activationExpiry: now() - DAY_MS + ACTIVATION_LIFETIME_MS,
    provider: "OTHER",
    roleArn: `arn:aws:iam::${account}:role/AmazonEKSConnectorAgentRole`,
  };
}
