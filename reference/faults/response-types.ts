import { valueText } from "../value-text.ts";
import type { Fault, Patch } from "../fault.ts";
import { family } from "./family.ts";
import type { Call } from "../behaviours.ts";
import type { OutputDocument, View } from "../render/output-document.ts";
import { kebab } from "../kebab.ts";

const OPERATIONS = {
  register: "RegisterCluster",
  deregister: "DeregisterCluster",
  describe: "DescribeCluster",
} as const;

type Prefix = keyof typeof OPERATIONS;

const VIEWS: readonly Prefix[] = ["register", "deregister", "describe"];

/** Clusters are changed before they are shown. */
export function clusterShown(change: (document: OutputDocument, view: View, call: Call) => OutputDocument): Patch {
  return (behaviours) => ({
    clusterDocument: (cluster, view, call) => change(behaviours.clusterDocument(cluster, view, call), view, call),
  });
}

/** Connector configurations are changed before they are shown. */
export function connectorShown(change: (document: OutputDocument, view: View) => OutputDocument): Patch {
  return (behaviours) => ({
    connectorDocument: (connector, view, call) => change(behaviours.connectorDocument(connector, view, call), view),
  });
}

function inEveryView(member: string): string[] {
  return VIEWS.map((view) => `${view}.response.cluster.${member}`);
}

/** A value of a wrong type for each member of a cluster, some of them deep inside. */
const WRONG: readonly (readonly [member: string, words: string, value: unknown])[] = [
  ["arn", "an object", { text: "arn:aws:eks:us-east-1:111122223333:cluster/x" }],
  ["createdAt", "true", true],
  ["version", "a number", 1.31],
  ["endpoint", "false where there is none", false],
  ["roleArn", "an empty list", []],
  ["resourcesVpcConfig", "an object whose subnetIds are one string", { subnetIds: "subnet-1,subnet-2" }],
  ["kubernetesNetworkConfig", "an empty list", []],
  ["logging", "an object whose clusterLogging is an object", { clusterLogging: { enabled: false } }],
  ["identity", "a string", "https://oidc.invalid/id"],
  ["status", "an object", { value: "PENDING" }],
  ["certificateAuthority", "a string", "LS0tLS1CRUdJTg=="],
  ["clientRequestToken", "a number", 7],
  ["platformVersion", "a number", 1],
  ["tags", "a list of pairs", [{ key: "key", value: "value" }]],
  ["encryptionConfig", "an object where a list belongs", { resources: ["secrets"] }],
  ["connectorConfig", "a list", [{ activationId: "1", activationCode: "1", activationExpiry: 1 }]],
  ["id", "a number", 12],
  ["health", "a list of issues", [{ code: "Other" }]],
  ["outpostConfig", "an object whose outpostArns are one string", { outpostArns: "arn:aws:outposts" }],
  ["accessConfig", "a string", "API"],
  ["upgradePolicy", "a string", "STANDARD"],
  ["zonalShiftConfig", "an object that spells false as a string", { enabled: "false" }],
  ["remoteNetworkConfig", "an object whose list holds strings", { remoteNodeNetworks: ["10.0.0.0/8"] }],
  ["computeConfig", "an object whose nodePools are an object", { nodePools: { system: true } }],
  ["storageConfig", "an object that spells true as a number", { blockStorage: { enabled: 1 } }],
  ["deletionProtection", "a word", "disabled"],
  ["controlPlaneScalingConfig", "an object whose tier is a number", { tier: 2 }],
  ["kubeApiServerConfig", "an object whose ports are strings", { serviceNodePortRange: { minPort: "30000" } }],
  ["kubeSchedulerConfig", "an object with a list inside", { nodeResourcesFit: [] }],
  [
    "kubeControllerManagerConfig",
    "an object whose threshold has a fraction",
    { podGcControllerConfig: { terminatedPodGcThreshold: 0.5 } },
  ],
];

const MISTYPED: readonly Omit<Fault, "area">[] = WRONG.map(([member, words, value]) => {
  const label = kebab(member);
  return {
    id: `cluster-${label}-mistyped`,
    sentence: `Shows ${words} as the ${member} of a cluster.`,
    requirements: inEveryView(label),
    patch: clusterShown((document) => ({ ...document, [member]: value })),
  };
});

function successBodies(change: (json: string, call: Call) => string): Patch {
  return (behaviours) => ({
    renderSuccess: (document, call) => ({
      ...behaviours.renderSuccess(document, call),
      body: change(JSON.stringify(document), call),
    }),
  });
}

/** The body around a cluster is another one in one view. */
function enveloped(prefix: Prefix, write: (cluster: OutputDocument) => OutputDocument): Patch {
  return (behaviours) => ({
    clusterEnvelope: (cluster, view, call) =>
      view === OPERATIONS[prefix] ? write(cluster) : behaviours.clusterEnvelope(cluster, view, call),
  });
}

/** What must find that a view does not hold the cluster where it belongs. */
const WRAPPED: Readonly<Record<Prefix, string>> = {
  register: "register.cluster",
  deregister: "deregister.answer",
  describe: "describe.after-register",
};

function misplaced(prefix: Prefix): Omit<Fault, "area">[] {
  const operation = OPERATIONS[prefix];
  return [
    {
      id: `${prefix}-without-wrapper`,
      sentence: `Sends the cluster of ${operation} without the member cluster around it.`,
      requirements: [WRAPPED[prefix]],
      patch: enveloped(prefix, (cluster) => cluster),
    },
    {
      id: `${prefix}-wrapper-capitalised`,
      sentence: `Calls the member around the cluster of ${operation} Cluster.`,
      requirements: [WRAPPED[prefix]],
      patch: enveloped(prefix, (cluster) => ({ Cluster: cluster })),
    },
    {
      id: `${prefix}-cluster-in-list`,
      sentence: `Sends a list of one cluster as the cluster of ${operation}.`,
      requirements: [WRAPPED[prefix], `${prefix}.response.cluster`],
      patch: enveloped(prefix, (cluster) => ({ cluster: [cluster] })),
    },
    {
      id: `${prefix}-cluster-as-json-text`,
      sentence: `Sends the cluster of ${operation} spelt as a string.`,
      requirements: [WRAPPED[prefix], `${prefix}.response.cluster`],
      patch: enveloped(prefix, (cluster) => ({ cluster: JSON.stringify(cluster) })),
    },
  ];
}

/** Members of the wrong type, wrappers of the wrong name, objects for lists and lists for objects. */
export const RESPONSE_TYPES = family("response-shape", [
  ...MISTYPED,
  {
    id: "cluster-name-mistyped",
    sentence: "Shows an object as the name of a cluster.",
    requirements: [...inEveryView("name"), "register.echo.name"],
    patch: clusterShown((document) => ({ ...document, name: { value: document["name"] } })),
  },
  {
    id: "status-in-lower-case",
    sentence: "Shows the status in lower case.",
    requirements: inEveryView("status"),
    patch: clusterShown((document) => ({ ...document, status: valueText(document["status"]).toLowerCase() })),
  },
  {
    id: "status-of-its-own",
    sentence: "Shows the status REGISTERED, which is none of a cluster's.",
    requirements: inEveryView("status"),
    patch: clusterShown((document) => ({ ...document, status: "REGISTERED" })),
  },
  {
    id: "activation-id-as-number",
    sentence: "Sends the activation id as a number.",
    requirements: ["register.activation.id", "register.response.cluster.connector-config"],
    patch: connectorShown((document) => ({ ...document, activationId: 8_675_309 })),
  },
  {
    id: "activation-code-as-list",
    sentence: "Sends the activation code as a list.",
    requirements: ["register.activation.code", "register.response.cluster.connector-config"],
    patch: connectorShown((document) => ({ ...document, activationCode: [document["activationCode"]] })),
  },
  {
    id: "provider-as-object",
    sentence: "Sends the provider as an object.",
    requirements: ["register.echo.provider", "register.response.cluster.connector-config"],
    patch: connectorShown((document) => ({ ...document, provider: { name: document["provider"] } })),
  },
  {
    id: "role-arn-as-object",
    sentence: "Sends the roleArn as an object.",
    requirements: ["register.echo.role-arn", "register.response.cluster.connector-config"],
    patch: connectorShown((document) => ({ ...document, roleArn: { arn: document["roleArn"] } })),
  },
  {
    id: "tag-values-as-null",
    sentence: "Shows null for an empty tag value.",
    requirements: ["register.response.cluster.tags", "register.echo.tags"],
    patch: () => ({
      tagsDocument: (tags) => Object.fromEntries([...tags].map(([key, value]) => [key, value === "" ? null : value])),
    }),
  },
  {
    id: "tag-values-as-numbers",
    sentence: "Shows tag values as their lengths.",
    requirements: ["register.response.cluster.tags", "register.echo.tags"],
    patch: () => ({ tagsDocument: (tags) => Object.fromEntries([...tags].map(([key, { length }]) => [key, length])) }),
  },
  ...VIEWS.flatMap(misplaced),
  {
    id: "cluster-in-result-envelope",
    sentence: "Puts the body of a registration into an envelope of its own.",
    requirements: ["register.cluster"],
    patch: enveloped("register", (cluster) => ({ result: { cluster } })),
  },
  {
    id: "cluster-null",
    sentence: "Sends null for the cluster.",
    requirements: ["register.cluster"],
    patch: () => ({ clusterEnvelope: () => ({ cluster: null }) }),
  },
  {
    id: "connector-config-capitalised",
    sentence: "Calls the connectorConfig ConnectorConfig, as a sample of the user guide does.",
    requirements: ["register.activation.id", "register.echo.provider"],
    patch: clusterShown(({ connectorConfig, ...others }) => ({ ...others, ConnectorConfig: connectorConfig })),
  },
  {
    id: "members-in-snake-case",
    sentence: "Names the members of a connectorConfig in snake case.",
    requirements: ["register.activation.id", "register.activation.code", "register.activation.expiry"],
    patch: connectorShown((document) =>
      Object.fromEntries(
        Object.entries(document).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
      ),
    ),
  },
  {
    id: "connector-config-flattened",
    sentence: "Puts the members of the connectorConfig into the cluster itself.",
    requirements: ["register.activation.id", "register.activation.code"],
    patch: clusterShown(({ connectorConfig, ...others }) => ({ ...others, ...(connectorConfig as OutputDocument) })),
  },
  ...VIEWS.map((view) => ({
    id: `${view}-body-in-list`,
    sentence: `Sends a list around the body of ${OPERATIONS[view]}.`,
    requirements: ["api.json", `${view}.response.body`],
    patch: successBodies((json, call) => (call.route?.operation === OPERATIONS[view] ? `[${json}]` : json)),
  })),
  {
    id: "list-body-in-list",
    sentence: "Sends the names of clusters as a list without an object around it.",
    requirements: ["api.json", "list.response.body"],
    patch: successBodies((json, call) => (call.route?.operation === "ListClusters" ? `[${json}]` : json)),
  },
  {
    id: "success-body-as-json-text",
    sentence: "Encodes the body of a success twice.",
    requirements: ["api.json", "register.response.body"],
    patch: successBodies((json) => JSON.stringify(json)),
  },
  {
    id: "success-body-empty",
    sentence: "Sends no body with a success.",
    requirements: ["api.json", "register.cluster"],
    patch: successBodies(() => ""),
  },
  {
    id: "success-body-with-trailing-comma",
    sentence: "Writes a comma after the last member of a success.",
    requirements: ["api.json"],
    patch: successBodies((json) => json.replace(/\}$/, ",}")),
  },
  {
    id: "success-body-in-single-quotes",
    sentence: "Writes the strings of a success in single quotes.",
    requirements: ["api.json"],
    patch: successBodies((json) => json.replaceAll('"', "'")),
  },
  {
    id: "success-body-guarded",
    sentence: "Puts a guard against scripts before the body of a success.",
    requirements: ["api.json"],
    patch: successBodies((json) => `)]}',\n${json}`),
  },
  {
    id: "success-body-in-latin-1",
    sentence: "Writes the body of a success in Latin-1.",
    requirements: ["api.json"],
    patch: (behaviours) => ({
      renderSuccess: (document, call) => ({
        ...behaviours.renderSuccess(document, call),
        body: Buffer.from(JSON.stringify(document), "latin1"),
      }),
    }),
  },
  {
    id: "success-text-not-escaped",
    sentence: "Does not escape quotes and line breaks in the body of a success.",
    requirements: ["api.json"],
    patch: successBodies((json) => json.replaceAll("\\", "")),
  },
  {
    id: "success-as-html",
    sentence: "Says that a success is text/html.",
    requirements: ["api.content-type"],
    patch: () => ({ contentType: () => "text/html; charset=utf-8" }),
  },
  {
    id: "success-as-aws-json",
    sentence: "Says that a success is application/x-amz-json-1.1, as other protocols of AWS do.",
    requirements: ["api.content-type"],
    patch: () => ({ contentType: () => "application/x-amz-json-1.1" }),
  },
  {
    id: "success-without-content-type",
    sentence: "Does not say what the body of a success is.",
    requirements: ["api.content-type"],
    patch: (behaviours) => ({
      renderSuccess: (document, call) => {
        const response = behaviours.renderSuccess(document, call);
        return { ...response, headers: response.headers.filter(([name]) => name !== "content-type") };
      },
    }),
  },
  {
    id: "request-id-missing",
    sentence: "Sends no request id.",
    level: "SHOULD",
    requirements: ["api.request-id"],
    patch: (behaviours) => ({
      commonHeaders: (call) => behaviours.commonHeaders(call).filter(([name]) => name !== "x-amzn-requestid"),
    }),
  },
  {
    id: "list-of-objects",
    sentence: "Lists clusters as objects with a name.",
    requirements: ["list.response.clusters"],
    patch: () => ({
      listDocument: ({ names, nextToken }) => ({ clusters: names.map((name) => ({ name })), nextToken }),
    }),
  },
  {
    id: "list-as-object",
    sentence: "Lists clusters as an object with a member for each.",
    requirements: ["list.response.clusters", "list.include-all"],
    patch: () => ({
      listDocument: ({ names, nextToken }) => ({
        clusters: Object.fromEntries(names.map((name) => [name, {}])),
        nextToken,
      }),
    }),
  },
  {
    id: "list-as-text",
    sentence: "Lists clusters as one string.",
    requirements: ["list.response.clusters", "list.include-all"],
    patch: () => ({ listDocument: ({ names, nextToken }) => ({ clusters: names.join(","), nextToken }) }),
  },
  {
    id: "list-member-capitalised",
    sentence: "Calls the member with the names Clusters.",
    requirements: ["list.include-all"],
    patch: () => ({ listDocument: ({ names, nextToken }) => ({ Clusters: names, nextToken }) }),
  },
  {
    id: "next-token-as-number",
    sentence: "Sends nextToken as a number.",
    requirements: ["list.response.next-token", "list.paging"],
    patch: (behaviours) => ({
      listDocument: (page, call) => {
        const document = behaviours.listDocument(page, call);
        return page.nextToken === undefined ? document : { ...document, nextToken: page.names.length };
      },
    }),
  },
]);
