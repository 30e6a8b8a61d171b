import type { Fault } from "../fault.ts";
import { family } from "./family.ts";
import { clusterShown, connectorShown } from "./response-types.ts";
import { kebab } from "../kebab.ts";

const CONNECTOR = [
  ["activationId", "register.activation.id"],
  ["activationCode", "register.activation.code"],
  ["activationExpiry", "register.activation.expiry"],
  ["provider", "register.echo.provider"],
  ["roleArn", "register.echo.role-arn"],
] as const;

const CLUSTER = [
  ["name", "register.echo.name"],
  ["arn", "register.arn"],
  ["connectorConfig", "register.activation.id"],
  ["tags", "register.echo.tags"],
] as const;

const OBSERVED = [
  ["createdAt", "register.created-at"],
  ["status", "register.initial-status"],
] as const;

const LEFT_OUT: readonly Omit<Fault, "area">[] = [
  ...CONNECTOR.flatMap(([member, requirement]) => [
    {
      id: `${kebab(member)}-missing`,
      sentence: `Leaves ${member} out of the connectorConfig.`,
      requirements: [requirement],
      patch: connectorShown((document) => ({ ...document, [member]: undefined })),
    },
    {
      id: `${kebab(member)}-null`,
      sentence: `Sends null for the ${member} of a connectorConfig.`,
      requirements: [requirement],
      patch: connectorShown((document) => ({ ...document, [member]: null })),
    },
  ]),
  ...CLUSTER.map(([member, requirement]) => ({
    id: `cluster-${kebab(member)}-missing`,
    sentence: `Leaves ${member} out of clusters.`,
    requirements: [requirement],
    patch: clusterShown((document) => ({ ...document, [member]: undefined })),
  })),
  ...OBSERVED.map(([member, requirement]) => ({
    id: `cluster-${kebab(member)}-missing`,
    sentence: `Leaves ${member} out of clusters.`,
    level: "SHOULD" as const,
    requirements: [requirement],
    patch: clusterShown((document) => ({ ...document, [member]: undefined })),
  })),
];

/** Members that a registration must be answered with, absent, null or empty. */
export const RESPONSE_MISSING = family("response-semantics", [
  ...LEFT_OUT,
  {
    id: "activation-id-empty",
    sentence: "Sends an empty activation id.",
    requirements: ["register.activation.id"],
    patch: connectorShown((document) => ({ ...document, activationId: "" })),
  },
  {
    id: "activation-code-empty",
    sentence: "Sends an empty activation code.",
    requirements: ["register.activation.code"],
    patch: connectorShown((document) => ({ ...document, activationCode: "" })),
  },
  {
    id: "activation-code-shown-to-describe-alone",
    sentence: "Shows the activation code in DescribeCluster and not in RegisterCluster.",
    requirements: ["register.activation.code"],
    patch: connectorShown((document, view) => ({
      ...document,
      activationCode: view === "DescribeCluster" ? "ABCDEFGHIJ" : undefined,
    })),
  },
]);
