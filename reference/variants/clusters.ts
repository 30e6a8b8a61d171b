import { nullMembers } from "./null-members.ts";
import { around } from "#reference/patches.ts";
import { variants } from "./rows.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const UNKNOWN_MEMBER = { sinceRelease: "2031-01-01", values: [1, null, { nested: true }] };

/** How a cluster and its times are shown. */
export const CLUSTER_VARIANTS = variants({
  "null-members": [
    "Writes documented members that have no value as null.",
    "observations.md, O22 and O32",
    nullMembers,
  ],
  "unknown-members": [
    "Adds members that no document mentions to clusters, connectors, lists and errors.",
    "protocol.md, P29",
    (behaviours) => ({
      clusterDocument: (...args) => ({ ...behaviours.clusterDocument(...args), unknownMember: UNKNOWN_MEMBER }),
      connectorDocument: (...args) => ({ ...behaviours.connectorDocument(...args), unknownMember: UNKNOWN_MEMBER }),
      clusterEnvelope: (...args) => ({ ...behaviours.clusterEnvelope(...args), unknownMember: UNKNOWN_MEMBER }),
      listDocument: (...args) => ({ ...behaviours.listDocument(...args), unknownMember: UNKNOWN_MEMBER }),
      errorDocument: (...args) => ({ ...behaviours.errorDocument(...args), unknownMember: UNKNOWN_MEMBER }),
    }),
  ],
  "empty-members-of-run-clusters": [
    "Shows the members that only clusters run by EKS have, empty.",
    "register-cluster.txt, Response Syntax",
    around("clusterDocument", (own, cluster, view, call) => ({
      resourcesVpcConfig: { subnetIds: [], securityGroupIds: [] },
      logging: { clusterLogging: [] },
      identity: {},
      certificateAuthority: {},
      health: { issues: [] },
      version: "",
      endpoint: "",
      ...own(cluster, view, call),
    })),
  ],
  "status-CREATING-at-first": [
    "Shows a new registration as CREATING.",
    "observations.md, O5 and O14",
    around("newCluster", (own, registration, call) => ({ ...own(registration, call), status: "CREATING" })),
  ],
  "arn-of-another-partition": [
    "Writes arns of the partition aws-eusc.",
    "observations.md, O10",
    around("clusterArn", (own, name, call) => own(name, call).replace("arn:aws:", "arn:aws-eusc:")),
  ],
  "members-in-reverse": [
    "Writes the members of a cluster in reverse.",
    "RFC 8259, section 4",
    (behaviours) => ({
      clusterDocument: (...args) => Object.fromEntries(Object.entries(behaviours.clusterDocument(...args)).reverse()),
    }),
  ],
  "empty-texts-left-out": [
    "Leaves a member of the connector out whose text is empty.",
    "Go encoding/json, omitempty; Jackson, NON_EMPTY; eks-model.md: every member of a response may be absent",
    (behaviours) => ({
      connectorDocument: (...args) =>
        Object.fromEntries(Object.entries(behaviours.connectorDocument(...args)).filter(([, value]) => value !== "")),
    }),
  ],
  "deregister-without-connector": [
    "Leaves the connector out of the answer to DeregisterCluster.",
    "eks-model.md: every member of a response may be absent",
    around("clusterDocument", (own, cluster, view, call) => {
      const document = own(cluster, view, call);
      return view === "DeregisterCluster" ? { ...document, connectorConfig: undefined } : document;
    }),
  ],
  "whole-second-timestamps": [
    "Cuts timestamps to whole seconds.",
    "protocol.md, P28",
    () => ({ timestamp: (milliseconds) => Math.floor(milliseconds / 1000) }),
  ],
  "fractional-timestamps": [
    "Writes timestamps with microseconds.",
    "protocol.md, P28",
    () => ({ timestamp: (milliseconds) => (milliseconds * 1000 + 321) / 1_000_000 }),
  ],
  "timestamps-with-an-exponent": [
    "Writes timestamps with an exponent.",
    "RFC 8259, section 6; Jackson and Gson write large doubles so",
    around("encode", (own, document, call) =>
      String(own(document, call)).replace(
        /"(createdAt|activationExpiry)":([\d.]+)/g,
        (_, member: string, seconds: string) => `"${member}":${Number(seconds).toExponential()}`,
      ),
    ),
  ],
  "activation-of-exactly-three-days": [
    "Lets an activation expire three days after createdAt, to the millisecond.",
    "register-cluster.txt: within three days",
    () => ({ activationExpiry: (createdAt) => createdAt + 72 * HOUR }),
  ],
  "activation-of-an-hour": [
    "Lets an activation expire 56 minutes after createdAt.",
    "EKS User Guide, sample of a registration (contradiction C7)",
    () => ({ activationExpiry: (createdAt) => createdAt + 56 * MINUTE }),
  ],
  "clock-four-minutes-ahead": [
    "Stamps clusters by a clock that is four minutes ahead of the one behind its Date header.",
    "protocol.md, P59 and P60: clocks differ",
    around("createdAt", (own, call) => own(call) + 4 * MINUTE),
  ],
  "clock-four-minutes-behind": [
    "Stamps clusters by a clock that is four minutes behind the one behind its Date header.",
    "protocol.md, P59 and P60: clocks differ",
    around("createdAt", (own, call) => own(call) - 4 * MINUTE),
  ],
  "clock-five-hours-off-and-its-Date-too": [
    "Has a clock that is five hours off, and says so in its Date header.",
    "RFC 9110, section 6.6.1",
    (behaviours) => ({
      createdAt: (call) => behaviours.createdAt(call) + 5 * HOUR,
      commonHeaders: (call) => [
        ...behaviours.commonHeaders(call),
        ["date", new Date(call.receivedAt + 5 * HOUR).toUTCString()],
      ],
    }),
  ],
  "no-createdAt": [
    "Does not say when a cluster was created.",
    "eks-model.md: every member of a response may be absent",
    (behaviours) => ({
      clusterDocument: (...args) => ({ ...behaviours.clusterDocument(...args), createdAt: undefined }),
    }),
  ],
});
