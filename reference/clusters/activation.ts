import { activationCode, uuid } from "#reference/random.ts";
import type { Cluster, Connector, Registration } from "./cluster.ts";
import type { Call, ActivationBehaviours } from "#reference/behaviours.ts";

export const conformingActivation: ActivationBehaviours = {
  clusterArn,
  activationId: (_registration, { settings }) => uuid(settings.random),
  activationCode: (_registration, { settings }) => activationCode(settings.random, 20),
  createdAt: (call) => call.receivedAt,
  activationExpiry,
  newCluster,
};

/** "If the manifest isn't applied within three days" (RegisterCluster page). */
export const ACTIVATION_LIFETIME_MS = 72 * 60 * 60 * 1000;

function clusterArn(name: string, { settings }: Call): string {
  return `arn:aws:eks:${settings.region}:${settings.account}:cluster/${name}`;
}

// Observed samples expire a fraction of a second short of three days: the activation is made just before the record.
function activationExpiry(createdAt: number, { settings }: Call): number {
  const [byte = 0] = settings.random(1);
  return createdAt + ACTIVATION_LIFETIME_MS - (300 + byte);
}

function newCluster(registration: Registration, call: Call): Cluster {
  const { behaviours } = call;
  const createdAt = behaviours.createdAt(call);
  const connector: Connector = {
    activationId: behaviours.activationId(registration, call),
    activationCode: behaviours.activationCode(registration, call),
    activationExpiry: behaviours.activationExpiry(createdAt, call),
    provider: registration.provider,
    roleArn: registration.roleArn,
  };
  return {
    name: registration.name,
    arn: behaviours.clusterArn(registration.name, call),
    createdAt,
    status: "PENDING",
    connector,
    clientRequestToken: registration.clientRequestToken,
    tags: registration.tags,
  };
}
