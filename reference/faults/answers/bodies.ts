import type { Patch } from "#reference/fault.ts";
import { after, inOperation } from "#reference/patches.ts";
import type { OutputDocument, View } from "#reference/render/output-document.ts";
import { breaking, breakingBy, family, warned } from "#reference/faults/defect.ts";
import { enveloped } from "./shown.ts";

/** Answers that show a cluster: by what their requirements begin with, and what must find that it is not where it belongs. */
const VIEWS: readonly (readonly [prefix: string, operation: View, misplaced: string])[] = [
  ["register", "RegisterCluster", "register.cluster"],
  ["deregister", "DeregisterCluster", "deregister.answer"],
  ["describe", "DescribeCluster", "describe.after-register"],
];

function successBodies(change: (json: string) => string | Uint8Array): Patch {
  return after("renderSuccess", (response, document) => ({ ...response, body: change(JSON.stringify(document)) }));
}

const inList = successBodies((json) => `[${json}]`);

const MISPLACED = VIEWS.flatMap(([prefix, operation, misplaced]) => [
  ...breaking(misplaced, {
    [`${prefix}-without-wrapper`]: [
      `Sends the cluster of ${operation} without the member cluster around it.`,
      enveloped(operation, (cluster) => cluster),
    ],
    [`${prefix}-wrapper-capitalised`]: [
      `Calls the member around the cluster of ${operation} Cluster.`,
      enveloped(operation, (cluster) => ({ Cluster: cluster })),
    ],
  }),
  ...breaking([misplaced, `${prefix}.response.cluster`], {
    [`${prefix}-cluster-in-list`]: [
      `Sends a list of one cluster as the cluster of ${operation}.`,
      enveloped(operation, (cluster) => ({ cluster: [cluster] })),
    ],
    [`${prefix}-cluster-as-json-text`]: [
      `Sends the cluster of ${operation} spelt as a string.`,
      enveloped(operation, (cluster) => ({ cluster: JSON.stringify(cluster) })),
    ],
  }),
]);

const LISTED = VIEWS.flatMap(([prefix, operation]) =>
  breaking(["api.json", `${prefix}.response.body`], {
    [`${prefix}-body-in-list`]: [`Sends a list around the body of ${operation}.`, inOperation(operation, inList)],
  }),
);

const rewritten = breakingBy(successBodies);

/** Lists are written in another form: the names, and the token where there are more. */
const listed = breakingBy((change: (names: readonly string[]) => OutputDocument) => () => ({
  listDocument: ({ names, nextToken }) => ({ ...change(names), nextToken }),
}));

const typed = (contentType: string): Patch => {
  return () => ({ contentType: () => contentType });
};

/** Wrappers of the wrong name, objects for lists and lists for objects, and bodies that are no JSON. */
export const RESPONSE_BODIES = family(
  "response-shape",
  MISPLACED,
  breaking("register.cluster", {
    "cluster-in-result-envelope": [
      "Puts the body of a registration into an envelope of its own.",
      enveloped("RegisterCluster", (cluster) => ({ result: { cluster } })),
    ],
    "cluster-null": ["Sends null for the cluster.", () => ({ clusterEnvelope: () => ({ cluster: null }) })],
  }),
  LISTED,
  breaking(["api.json", "list.response.body"], {
    "list-body-in-list": [
      "Sends the names of clusters as a list without an object around it.",
      inOperation("ListClusters", inList),
    ],
  }),
  rewritten(["api.json", "register.response.body"], {
    "success-body-as-json-text": ["Encodes the body of a success twice.", (json) => JSON.stringify(json)],
  }),
  rewritten(["api.json", "register.cluster"], {
    "success-body-empty": ["Sends no body with a success.", () => ""],
  }),
  rewritten("api.json", {
    "success-body-with-trailing-comma": [
      "Writes a comma after the last member of a success.",
      (json) => json.replace(/\}$/, ",}"),
    ],
    "success-body-in-single-quotes": [
      "Writes the strings of a success in single quotes.",
      (json) => json.replaceAll('"', "'"),
    ],
    "success-body-guarded": ["Puts a guard against scripts before the body of a success.", (json) => `)]}',\n${json}`],
    "success-body-in-latin-1": ["Writes the body of a success in Latin-1.", (json) => Buffer.from(json, "latin1")],
    "success-text-not-escaped": [
      "Does not escape quotes and line breaks in the body of a success.",
      (json) => json.replaceAll("\\", ""),
    ],
  }),
  breaking("api.content-type", {
    "success-as-html": ["Says that a success is text/html.", typed("text/html; charset=utf-8")],
    "success-as-aws-json": [
      "Says that a success is application/x-amz-json-1.1, as other protocols of AWS do.",
      typed("application/x-amz-json-1.1"),
    ],
    "success-without-content-type": [
      "Does not say what the body of a success is.",
      after("renderSuccess", (response) => ({
        ...response,
        headers: response.headers.filter(([name]) => name !== "content-type"),
      })),
    ],
  }),
  warned("api.request-id", {
    "request-id-missing": [
      "Sends no request id.",
      after("commonHeaders", (headers) => headers.filter(([name]) => name !== "x-amzn-requestid")),
    ],
  }),
  listed("list.response.clusters", {
    "list-of-objects": [
      "Lists clusters as objects with a name.",
      (names) => ({ clusters: names.map((name) => ({ name })) }),
    ],
  }),
  listed(["list.response.clusters", "list.include-all"], {
    "list-as-object": [
      "Lists clusters as an object with a member for each.",
      (names) => ({ clusters: Object.fromEntries(names.map((name) => [name, {}])) }),
    ],
    "list-as-text": ["Lists clusters as one string.", (names) => ({ clusters: names.join(",") })],
  }),
  listed("list.include-all", {
    "list-member-capitalised": ["Calls the member with the names Clusters.", (names) => ({ Clusters: names })],
  }),
  breaking(["list.response.next-token", "list.paging"], {
    "next-token-as-number": [
      "Sends nextToken as a number.",
      after("listDocument", (document, { names, nextToken }) =>
        nextToken === undefined ? document : { ...document, nextToken: names.length },
      ),
    ],
  }),
);
