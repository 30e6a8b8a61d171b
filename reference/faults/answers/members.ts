import type { Patch } from "#reference/fault.ts";
import { contractOperation } from "#reference/input/contract.ts";
import { kebab } from "#reference/kebab.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { OTHER_TYPE } from "#reference/service/faults/answers/members.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { shapeAt } from "#reference/service/resource/shown-shape.ts";
import { breaking, family, warned, type Defects } from "#reference/faults/defect.ts";
import { clusterShown, connectorMemberShown, connectorShown, memberShown, tagsShown, textual } from "./shown.ts";

function inEveryView(member: string): string[] {
  return ["register", "deregister", "describe"].map((view) => `${view}.response.cluster.${member}`);
}

/** A value of a wrong type; of a structure or a list, one that is wrong inside. */
function mistyped({ kind, members: [inner], element }: Shape): unknown {
  if (inner !== undefined) return { [inner.name]: mistyped(inner.shape) };
  return element?.kind === "structure" ? [mistyped(element)] : OTHER_TYPE[kind];
}

const MISTYPED = shapeAt(contractOperation("DescribeCluster").output, "/cluster")?.members.flatMap(({ name, shape }) =>
  breaking([...inEveryView(kebab(name)), ...(name === "name" ? ["register.echo.name"] : [])], {
    [`cluster-${kebab(name)}-mistyped`]: [
      `Shows ${JSON.stringify(mistyped(shape))} as the ${name} of a cluster.`,
      memberShown(name, () => mistyped(shape)),
    ],
  }),
);

/** Members of the wrong type, and members of another name. */
export const RESPONSE_MEMBERS = family(
  "response-shape",
  MISTYPED ?? [],
  breaking(inEveryView("status"), {
    "status-in-lower-case": [
      "Shows the status in lower case.",
      memberShown(
        "status",
        textual((status) => status.toLowerCase()),
      ),
    ],
    "status-of-its-own": [
      "Shows the status REGISTERED, which is none of a cluster's.",
      memberShown("status", () => "REGISTERED"),
    ],
  }),
  breaking(["register.activation.id", "register.response.cluster.connector-config"], {
    "activation-id-as-number": [
      "Sends the activation id as a number.",
      connectorMemberShown("activationId", () => 8_675_309),
    ],
  }),
  breaking(["register.activation.code", "register.response.cluster.connector-config"], {
    "activation-code-as-list": [
      "Sends the activation code as a list.",
      connectorMemberShown("activationCode", (code) => [code]),
    ],
  }),
  breaking(["register.echo.provider", "register.response.cluster.connector-config"], {
    "provider-as-object": ["Sends the provider as an object.", connectorMemberShown("provider", (name) => ({ name }))],
  }),
  breaking(["register.echo.role-arn", "register.response.cluster.connector-config"], {
    "role-arn-as-object": ["Sends the roleArn as an object.", connectorMemberShown("roleArn", (arn) => ({ arn }))],
  }),
  breaking(["register.response.cluster.tags", "register.echo.tags"], {
    "tag-values-as-null": [
      "Shows null for an empty tag value.",
      tagsShown((tags) => Object.fromEntries(tags.map(([key, value]) => [key, value === "" ? null : value]))),
    ],
    "tag-values-as-numbers": [
      "Shows tag values as their lengths.",
      tagsShown((tags) => Object.fromEntries(tags.map(([key, { length }]) => [key, length]))),
    ],
  }),
  breaking(["register.activation.id", "register.echo.provider"], {
    "connector-config-capitalised": [
      "Calls the connectorConfig ConnectorConfig, as a sample of the user guide does.",
      clusterShown(({ connectorConfig, ...others }) => ({ ...others, ConnectorConfig: connectorConfig })),
    ],
  }),
  breaking(["register.activation.id", "register.activation.code", "register.activation.expiry"], {
    "members-in-snake-case": [
      "Names the members of a connectorConfig in snake case.",
      connectorShown((document) =>
        Object.fromEntries(
          Object.entries(document).map(([name, value]) => [
            name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
            value,
          ]),
        ),
      ),
    ],
  }),
  breaking(["register.activation.id", "register.activation.code"], {
    "connector-config-flattened": [
      "Puts the members of the connectorConfig into the cluster itself.",
      clusterShown(({ connectorConfig, ...others }) => ({ ...others, ...(connectorConfig as OutputDocument) })),
    ],
  }),
);

/** Members of a connectorConfig, and what must find that one is not there. */
const OF_CONNECTOR = {
  activationId: "register.activation.id",
  activationCode: "register.activation.code",
  activationExpiry: "register.activation.expiry",
  provider: "register.echo.provider",
  roleArn: "register.echo.role-arn",
};

const OF_CLUSTER = {
  name: "register.echo.name",
  arn: "register.arn",
  connectorConfig: "register.activation.id",
  tags: "register.echo.tags",
};

const OBSERVED = { createdAt: "register.created-at", status: "register.initial-status" };

const cluster = (member: string): Defects => ({
  [`cluster-${kebab(member)}-missing`]: [`Leaves ${member} out of clusters.`, memberShown(member, () => undefined)],
});

const empty = (member: string): Patch => connectorMemberShown(member, () => "");

/** Members that a registration must be answered with, absent, null or empty. */
export const RESPONSE_MISSING = family(
  "response-semantics",
  Object.entries(OF_CONNECTOR).flatMap(([member, requirement]) =>
    breaking(requirement, {
      [`${kebab(member)}-missing`]: [
        `Leaves ${member} out of the connectorConfig.`,
        connectorMemberShown(member, () => undefined),
      ],
      [`${kebab(member)}-null`]: [
        `Sends null for the ${member} of a connectorConfig.`,
        connectorMemberShown(member, () => null),
      ],
    }),
  ),
  Object.entries(OF_CLUSTER).flatMap(([member, requirement]) => breaking(requirement, cluster(member))),
  Object.entries(OBSERVED).flatMap(([member, requirement]) => warned(requirement, cluster(member))),
  breaking("register.activation.id", {
    "activation-id-empty": ["Sends an empty activation id.", empty("activationId")],
  }),
  breaking("register.activation.code", {
    "activation-code-empty": ["Sends an empty activation code.", empty("activationCode")],
    "activation-code-shown-to-describe-alone": [
      "Shows the activation code in DescribeCluster and not in RegisterCluster.",
      connectorShown((document, view) => ({
        ...document,
        activationCode: view === "DescribeCluster" ? "ABCDEFGHIJ" : undefined,
      })),
    ],
  }),
);
