import { activationCode, uuid } from "../random.ts";
import type { ReferenceOptions, Settings } from "../options.ts";
import { ACTIVATION_LIFETIME_MS } from "./activation.ts";
import type { Cluster, Connector } from "./cluster.ts";

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
    createdAt: settings.now(),
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
    activationExpiry: now() + ACTIVATION_LIFETIME_MS,
    provider: "OTHER",
    roleArn: `arn:aws:iam::${account}:role/AmazonEKSConnectorAgentRole`,
  };
}
