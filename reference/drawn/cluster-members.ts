import { valueText } from "#reference/value-text.ts";
import type { View } from "#reference/render/output-document.ts";

/** A wrong value in place of a member's own. */
export interface WrongValue {
  /** After "sends": "the name without its last character". */
  readonly words: string;
  readonly value: (own: unknown) => unknown;
  /** Views in which it breaks a promise; by default, those that require the member. */
  readonly views?: readonly View[];
}

/** A member of a cluster: where it stands, and what of it the sources promise in which answer. */
export interface ClusterMember {
  readonly name: string;
  readonly parent?: "connectorConfig";
  readonly shape: "text" | "time" | "map" | "structure";
  /** Answers that show it. */
  readonly shown: readonly View[];
  /** Answers that must show it, with the value of the registration. The model lets any other be absent. */
  readonly required: readonly View[];
  readonly wrong: readonly WrongValue[];
}

const ALL: readonly View[] = ["RegisterCluster", "DescribeCluster", "DeregisterCluster"];
const KEPT: readonly View[] = ["RegisterCluster", "DescribeCluster"];
const DAY = 86_400;

/** Sources: RegisterCluster page, "Response Elements"; eks-model.md; observations.md, O3 to O7, O16 and O42. */
export const CLUSTER_MEMBERS: readonly ClusterMember[] = [
  {
    name: "name",
    shape: "text",
    shown: ALL,
    required: ALL,
    wrong: [...spoilt("name"), { words: "a space after the name", value: (own) => `${valueText(own)} ` }],
  },
  { name: "arn", shape: "text", shown: ALL, required: KEPT, wrong: spoilt("arn") },
  {
    name: "createdAt",
    shape: "time",
    shown: ALL,
    required: ["DescribeCluster"],
    wrong: [
      { words: "createdAt in milliseconds", value: (own) => Number(own) * 1000, views: KEPT },
      { words: "a createdAt two days early", value: (own) => Number(own) - 2 * DAY, views: KEPT },
    ],
  },
  {
    name: "status",
    shape: "text",
    shown: ALL,
    required: [],
    wrong: [
      { words: "the status REGISTERED", value: () => "REGISTERED", views: ALL },
      { words: "the status in lower case", value: (own) => valueText(own).toLowerCase(), views: ALL },
      { words: "the status ACTIVE", value: () => "ACTIVE", views: ["RegisterCluster", "DeregisterCluster"] },
    ],
  },
  {
    name: "tags",
    shape: "map",
    shown: ALL,
    required: KEPT,
    wrong: [
      { words: "all tags but the last", value: (own) => inPairs(own, (pairs) => pairs.slice(0, -1)) },
      {
        words: "a full stop after the value of each tag",
        value: (own) => inPairs(own, (pairs) => pairs.map(([key, value]) => [key, `${valueText(value)}.`])),
      },
      {
        words: "a second tag beside each, of twice its key",
        value: (own) =>
          inPairs(own, (pairs) =>
            pairs.flatMap(([key, value]) => [
              [key, value],
              [`${key}${key}`, value],
            ]),
          ),
      },
      {
        words: "the value of each tag in an object",
        value: (own) => inPairs(own, (pairs) => pairs.map(([key, value]) => [key, { value }])),
        views: ALL,
      },
    ],
  },
  { name: "connectorConfig", shape: "structure", shown: ALL, required: KEPT, wrong: [] },
  {
    name: "activationId",
    parent: "connectorConfig",
    shape: "text",
    shown: ALL,
    required: KEPT,
    wrong: [{ words: "an empty activationId", value: () => "" }],
  },
  {
    name: "activationCode",
    parent: "connectorConfig",
    shape: "text",
    shown: ["RegisterCluster"],
    required: ["RegisterCluster"],
    wrong: [{ words: "an empty activationCode", value: () => "" }],
  },
  {
    name: "activationExpiry",
    parent: "connectorConfig",
    shape: "time",
    shown: ALL,
    required: KEPT,
    wrong: [
      { words: "activationExpiry in milliseconds", value: (own) => Number(own) * 1000 },
      { words: "an activationExpiry a day late", value: (own) => Number(own) + DAY },
      { words: "an activationExpiry five days early", value: (own) => Number(own) - 5 * DAY },
    ],
  },
  {
    name: "provider",
    parent: "connectorConfig",
    shape: "text",
    shown: ALL,
    required: KEPT,
    wrong: [
      { words: "the provider in lower case", value: (own) => valueText(own).toLowerCase() },
      { words: "the provider OTHER", value: () => "OTHER" },
    ],
  },
  { name: "roleArn", parent: "connectorConfig", shape: "text", shown: ALL, required: KEPT, wrong: spoilt("roleArn") },
];

/** Ways to spoil any text. */
function spoilt(member: string): WrongValue[] {
  return [
    { words: `the ${member} without its last character`, value: (own) => valueText(own).slice(0, -1) },
    { words: `the ${member} twice in a row`, value: (own) => `${valueText(own)}${valueText(own)}` },
  ];
}

type MemberEntry = readonly [key: string, value: unknown];

function inPairs(map: unknown, change: (pairs: readonly MemberEntry[]) => readonly MemberEntry[]): unknown {
  return Object.fromEntries(change(Object.entries(map as object)));
}
