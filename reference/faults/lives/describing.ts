import type { Call } from "#reference/behaviours.ts";
import type { Cluster, Connector } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { after, before, inOperation, keeping, noting, where } from "#reference/patches.ts";
import { activationCode, uuid } from "#reference/random.ts";
import { valueText } from "#reference/value-text.ts";
import { clusterIn } from "#reference/faults/answers/shown.ts";
import { breaking, breakingBy, family, warned } from "#reference/faults/defect.ts";

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

/** A cluster is described otherwise. */
const described = breakingBy((change: (cluster: Cluster, call: Call) => Partial<Cluster>) =>
  clusterIn("DescribeCluster", change),
);

/** Its connectorConfig is described otherwise. */
const connected = breakingBy((change: (call: Call) => Partial<Connector>) =>
  before("connectorDocument", (own, view, call) => (view === "DescribeCluster" ? { ...own, ...change(call) } : own)),
);

/** DescribeCluster finds this. */
const found = (change: (cluster: Cluster | undefined, call: Call) => Cluster | undefined): Patch =>
  inOperation(
    "DescribeCluster",
    after("findCluster", (cluster, _name, call) => change(cluster, call)),
  );

/** A cluster whose name differs in case at most. */
export function foldedTo(name: string, clusters: Iterable<Cluster>): Cluster | undefined {
  return [...clusters].find((one) => one.name.toLowerCase() === name.toLowerCase());
}

/** What DescribeCluster says of a cluster. */
export const DESCRIBING = family(
  "lifecycle",
  described("describe.after-register", {
    "describe-loses-tags": ["Describes a cluster without its tags.", () => ({ tags: new Map() })],
    "describe-loses-connector-config": [
      "Describes a cluster without its connectorConfig.",
      () => ({ connector: undefined }),
    ],
    "describe-with-another-arn": [
      "Describes a cluster with the arn of another account.",
      ({ arn }) => ({ arn: arn.replace(/\d{12}/, "000000000000") }),
    ],
    "describe-with-another-created-at": [
      "Describes a cluster as created now.",
      (_cluster, { receivedAt }) => ({ createdAt: receivedAt + 1 }),
    ],
    "describe-with-name-in-capitals": [
      "Describes a cluster with its name in capitals.",
      ({ name }) => ({ name: name.toUpperCase() }),
    ],
  }),
  connected("describe.after-register", {
    "describe-with-another-activation-id": [
      "Describes a cluster with another activation id each time.",
      ({ settings }) => ({ activationId: uuid(settings.random) }),
    ],
    "describe-with-another-expiry": [
      "Describes a cluster with an expiry counted from now.",
      ({ receivedAt }) => ({ activationExpiry: receivedAt + 86_400_000 }),
    ],
    "describe-with-provider-other": ["Describes every cluster with the provider OTHER.", () => ({ provider: "OTHER" })],
    "describe-with-empty-role-arn": ["Describes a cluster with an empty roleArn.", () => ({ roleArn: "" })],
  }),
  breaking("describe.after-register", {
    "describe-finds-nothing": ["Describes no registered cluster.", found(() => undefined)],
    "describes-what-it-described-first": [
      "Describes a cluster as it described the first one of its name.",
      keeping(
        () => new Map<string, Cluster>(),
        (first) =>
          found((cluster) => {
            if (cluster === undefined) return undefined;
            const before = first.get(cluster.name) ?? cluster;
            first.set(cluster.name, before);
            return before;
          }),
      ),
    ],
    "cluster-forgotten-once-described": [
      "Forgets a cluster when it has been described.",
      noting("clusterEnvelope", ({ name }, view, { state }) => {
        if (view === "DescribeCluster") state.clusters.delete(valueText(name));
      }),
    ],
  }),
  breaking("describe.error.unknown-name", {
    "describe-folds-case": [
      "Describes a cluster whatever the case of its name.",
      inOperation(
        "DescribeCluster",
        after("findCluster", (cluster, name, { state }) => cluster ?? foldedTo(name, state.clusters.values())),
      ),
    ],
    "describe-of-latest-cluster": [
      "Describes the cluster registered last, whatever the name.",
      found((cluster, { state }) => cluster ?? [...state.clusters.values()].at(-1)),
    ],
  }),
  breaking(["describe.error.unknown-name", "describe.after-deregister"], {
    "describe-of-unknown-name-empty": [
      "Describes an unknown name as an empty cluster with status 200.",
      found((cluster) => cluster ?? NOBODY),
    ],
  }),
  warned("describe.no-activation-code", {
    "describe-shows-activation-code-at-times": [
      "Shows the activation code in every fourth DescribeCluster.",
      where(
        ({ number }) => number % 4 === 0,
        after("connectorDocument", (document, { activationCode: code }, view) =>
          view === "DescribeCluster" ? { ...document, activationCode: code } : document,
        ),
      ),
    ],
    "describe-shows-activation-code": [
      "Shows the activation code in DescribeCluster.",
      after("connectorDocument", (document, { activationCode: code }) => ({ ...document, activationCode: code })),
    ],
  }),
);
