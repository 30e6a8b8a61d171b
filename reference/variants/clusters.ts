import type { Variant } from "../fault.ts";
import { nullMembers } from "./null-members.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const UNKNOWN_MEMBER = { sinceRelease: "2031-01-01", values: [1, null, { nested: true }] };

/** How a cluster and its times are shown. */
export const CLUSTER_VARIANTS: readonly Variant[] = [
  {
    id: "null-members",
    sentence: "Writes documented members that have no value as null.",
    source: "observations.md, O22 and O32",
    patch: nullMembers,
  },
  {
    id: "unknown-members",
    sentence: "Adds members that no document mentions to clusters, connectors, lists and errors.",
    source: "protocol.md, P29",
    patch: (behaviours) => ({
      clusterDocument: (...args) => ({ ...behaviours.clusterDocument(...args), unknownMember: UNKNOWN_MEMBER }),
      connectorDocument: (...args) => ({ ...behaviours.connectorDocument(...args), unknownMember: UNKNOWN_MEMBER }),
      clusterEnvelope: (...args) => ({ ...behaviours.clusterEnvelope(...args), unknownMember: UNKNOWN_MEMBER }),
      listDocument: (...args) => ({ ...behaviours.listDocument(...args), unknownMember: UNKNOWN_MEMBER }),
      errorDocument: (...args) => ({ ...behaviours.errorDocument(...args), unknownMember: UNKNOWN_MEMBER }),
    }),
  },
  {
    id: "empty-members-of-run-clusters",
    sentence: "Shows the members that only clusters run by EKS have, empty.",
    source: "register-cluster.txt, Response Syntax",
    patch: (behaviours) => ({
      clusterDocument: (cluster, view, call) => ({
        resourcesVpcConfig: { subnetIds: [], securityGroupIds: [] },
        logging: { clusterLogging: [] },
        identity: {},
        certificateAuthority: {},
        health: { issues: [] },
        version: "",
        endpoint: "",
        ...behaviours.clusterDocument(cluster, view, call),
      }),
    }),
  },
  {
    id: "status-CREATING-at-first",
    sentence: "Shows a new registration as CREATING.",
    source: "observations.md, O5 and O14",
    patch: (behaviours) => ({
      newCluster: (registration, call) => ({ ...behaviours.newCluster(registration, call), status: "CREATING" }),
    }),
  },
  {
    id: "arn-of-another-partition",
    sentence: "Writes arns of the partition aws-eusc.",
    source: "observations.md, O10",
    patch: (behaviours) => ({
      clusterArn: (name, call) => behaviours.clusterArn(name, call).replace("arn:aws:", "arn:aws-eusc:"),
    }),
  },
  {
    id: "members-in-reverse",
    sentence: "Writes the members of a cluster in reverse.",
    source: "RFC 8259, section 4",
    patch: (behaviours) => ({
      clusterDocument: (...args) => Object.fromEntries(Object.entries(behaviours.clusterDocument(...args)).reverse()),
    }),
  },
  {
    id: "empty-texts-left-out",
    sentence: "Leaves a member of the connector out whose text is empty.",
    source: "Go encoding/json, omitempty; Jackson, NON_EMPTY; eks-model.md: every member of a response may be absent",
    patch: (behaviours) => ({
      connectorDocument: (...args) =>
        Object.fromEntries(Object.entries(behaviours.connectorDocument(...args)).filter(([, value]) => value !== "")),
    }),
  },
  {
    id: "deregister-without-connector",
    sentence: "Leaves the connector out of the answer to DeregisterCluster.",
    source: "eks-model.md: every member of a response may be absent",
    patch: (behaviours) => ({
      clusterDocument: (cluster, view, call) => {
        const document = behaviours.clusterDocument(cluster, view, call);
        return view === "DeregisterCluster" ? { ...document, connectorConfig: undefined } : document;
      },
    }),
  },
  {
    id: "whole-second-timestamps",
    sentence: "Cuts timestamps to whole seconds.",
    source: "protocol.md, P28",
    patch: () => ({ timestamp: (milliseconds) => Math.floor(milliseconds / 1000) }),
  },
  {
    id: "fractional-timestamps",
    sentence: "Writes timestamps with microseconds.",
    source: "protocol.md, P28",
    patch: () => ({ timestamp: (milliseconds) => (milliseconds * 1000 + 321) / 1_000_000 }),
  },
  {
    id: "timestamps-with-an-exponent",
    sentence: "Writes timestamps with an exponent.",
    source: "RFC 8259, section 6; Jackson and Gson write large doubles so",
    patch: (behaviours) => ({
      encode: (document, call) =>
        String(behaviours.encode(document, call)).replace(
          /"(createdAt|activationExpiry)":([\d.]+)/g,
          (_, member: string, seconds: string) => `"${member}":${Number(seconds).toExponential()}`,
        ),
    }),
  },
  {
    id: "activation-of-exactly-three-days",
    sentence: "Lets an activation expire three days after createdAt, to the millisecond.",
    source: "register-cluster.txt: within three days",
    patch: () => ({ activationExpiry: (createdAt) => createdAt + 72 * HOUR }),
  },
  {
    id: "activation-of-an-hour",
    sentence: "Lets an activation expire 56 minutes after createdAt.",
    source: "EKS User Guide, sample of a registration (contradiction C7)",
    patch: () => ({ activationExpiry: (createdAt) => createdAt + 56 * MINUTE }),
  },
  {
    id: "clock-four-minutes-ahead",
    sentence: "Stamps clusters by a clock that is four minutes ahead of the one behind its Date header.",
    source: "protocol.md, P59 and P60: clocks differ",
    patch: (behaviours) => ({ createdAt: (call) => behaviours.createdAt(call) + 4 * MINUTE }),
  },
  {
    id: "clock-four-minutes-behind",
    sentence: "Stamps clusters by a clock that is four minutes behind the one behind its Date header.",
    source: "protocol.md, P59 and P60: clocks differ",
    patch: (behaviours) => ({ createdAt: (call) => behaviours.createdAt(call) - 4 * MINUTE }),
  },
  {
    id: "clock-five-hours-off-and-its-Date-too",
    sentence: "Has a clock that is five hours off, and says so in its Date header.",
    source: "RFC 9110, section 6.6.1",
    patch: (behaviours) => ({
      createdAt: (call) => behaviours.createdAt(call) + 5 * HOUR,
      commonHeaders: (call) => [
        ...behaviours.commonHeaders(call),
        ["date", new Date(call.receivedAt + 5 * HOUR).toUTCString()],
      ],
    }),
  },
  {
    id: "no-createdAt",
    sentence: "Does not say when a cluster was created.",
    source: "eks-model.md: every member of a response may be absent",
    patch: (behaviours) => ({
      clusterDocument: (...args) => ({ ...behaviours.clusterDocument(...args), createdAt: undefined }),
    }),
  },
];
