import { valueText } from "../value-text.ts";
import type { Cluster } from "../clusters/cluster.ts";
import type { Patch } from "../fault.ts";
import { activationCode, uuid } from "../random.ts";
import { family } from "./family.ts";
import type { View } from "../render/output-document.ts";

const DESCRIBE = ["describe.after-register"];

/** Clusters are shown otherwise in one view. */
export function shownIn(shown: View, change: (cluster: Cluster) => Cluster): Patch {
  return (behaviours) => ({
    clusterDocument: (cluster, view, call) =>
      behaviours.clusterDocument(view === shown ? change(cluster) : cluster, view, call),
  });
}

/** DescribeCluster finds no registered cluster. */
const undescribed: Patch = (behaviours) => ({
  findCluster: (name, call) =>
    call.route?.operation === "DescribeCluster" ? undefined : behaviours.findCluster(name, call),
});

/** What DescribeCluster says of a cluster. */
export const DESCRIBING = family("lifecycle", [
  {
    id: "describe-finds-nothing",
    sentence: "Describes no registered cluster.",
    requirements: DESCRIBE,
    patch: undescribed,
  },
  {
    id: "describe-loses-tags",
    sentence: "Describes a cluster without its tags.",
    requirements: DESCRIBE,
    patch: shownIn("DescribeCluster", (cluster) => ({ ...cluster, tags: new Map() })),
  },
  {
    id: "describe-loses-connector-config",
    sentence: "Describes a cluster without its connectorConfig.",
    requirements: DESCRIBE,
    patch: shownIn("DescribeCluster", (cluster) => ({ ...cluster, connector: undefined })),
  },
  {
    id: "describe-with-another-activation-id",
    sentence: "Describes a cluster with another activation id each time.",
    requirements: DESCRIBE,
    patch: (behaviours) => ({
      connectorDocument: (connector, view, call) =>
        behaviours.connectorDocument(
          view === "DescribeCluster" ? { ...connector, activationId: uuid(call.settings.random) } : connector,
          view,
          call,
        ),
    }),
  },
  {
    id: "describe-with-another-expiry",
    sentence: "Describes a cluster with an expiry counted from now.",
    requirements: DESCRIBE,
    patch: (behaviours) => ({
      connectorDocument: (connector, view, call) =>
        behaviours.connectorDocument(
          view === "DescribeCluster" ? { ...connector, activationExpiry: call.receivedAt + 86_400_000 } : connector,
          view,
          call,
        ),
    }),
  },
  {
    id: "describe-with-another-arn",
    sentence: "Describes a cluster with the arn of another account.",
    requirements: DESCRIBE,
    patch: shownIn("DescribeCluster", (cluster) => ({
      ...cluster,
      arn: cluster.arn.replace(/\d{12}/, "000000000000"),
    })),
  },
  {
    id: "describe-with-another-created-at",
    sentence: "Describes a cluster as created now.",
    requirements: DESCRIBE,
    patch: (behaviours) => ({
      clusterDocument: (cluster, view, call) =>
        behaviours.clusterDocument(
          view === "DescribeCluster" ? { ...cluster, createdAt: call.receivedAt + 1 } : cluster,
          view,
          call,
        ),
    }),
  },
  {
    id: "describe-with-provider-other",
    sentence: "Describes every cluster with the provider OTHER.",
    requirements: DESCRIBE,
    patch: shownIn("DescribeCluster", (cluster) =>
      cluster.connector === undefined
        ? cluster
        : { ...cluster, connector: { ...cluster.connector, provider: "OTHER" } },
    ),
  },
  {
    id: "describe-with-empty-role-arn",
    sentence: "Describes a cluster with an empty roleArn.",
    requirements: DESCRIBE,
    patch: shownIn("DescribeCluster", (cluster) =>
      cluster.connector === undefined ? cluster : { ...cluster, connector: { ...cluster.connector, roleArn: "" } },
    ),
  },
  {
    id: "describe-with-name-in-capitals",
    sentence: "Describes a cluster with its name in capitals.",
    requirements: DESCRIBE,
    patch: shownIn("DescribeCluster", (cluster) => ({ ...cluster, name: cluster.name.toUpperCase() })),
  },
  {
    id: "describe-of-latest-cluster",
    sentence: "Describes the cluster registered last, whatever the name.",
    requirements: ["describe.error.unknown-name"],
    patch: (behaviours) => ({
      findCluster: (name, call) =>
        behaviours.findCluster(name, call) ??
        (call.route?.operation === "DescribeCluster" ? [...call.state.clusters.values()].at(-1) : undefined),
    }),
  },
  {
    id: "describe-of-unknown-name-empty",
    sentence: "Describes an unknown name as an empty cluster with status 200.",
    requirements: ["describe.error.unknown-name", "describe.after-deregister"],
    patch: (behaviours) => ({
      findCluster: (name, call) =>
        behaviours.findCluster(name, call) ?? (call.route?.operation === "DescribeCluster" ? NOBODY : undefined),
    }),
  },
  {
    id: "describe-shows-activation-code",
    sentence: "Shows the activation code in DescribeCluster.",
    level: "SHOULD",
    requirements: ["describe.no-activation-code"],
    patch: (behaviours) => ({
      connectorDocument: (connector, view, call) => ({
        ...behaviours.connectorDocument(connector, view, call),
        activationCode: connector.activationCode,
      }),
    }),
  },
  {
    id: "cluster-forgotten-once-described",
    sentence: "Forgets a cluster when it has been described.",
    requirements: DESCRIBE,
    patch: (behaviours) => ({
      clusterEnvelope: (cluster, view, call) => {
        if (view === "DescribeCluster") call.state.clusters.delete(valueText(cluster["name"]));
        return behaviours.clusterEnvelope(cluster, view, call);
      },
    }),
  },
]);

/** What an endpoint without a cluster shows as one. */
export const NOBODY: Cluster = {
  name: "",
  arn: "arn:aws:eks:us-east-1:111122223333:cluster/",
  createdAt: 0,
  status: "PENDING",
  connector: {
    activationId: "",
    activationCode: activationCode((size) => new Uint8Array(size), 20),
    activationExpiry: 0,
    provider: "OTHER",
    roleArn: "",
  },
  clientRequestToken: undefined,
  tags: new Map(),
};
