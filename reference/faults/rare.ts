import type { Registration } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { tagKeys, tagValues } from "#reference/clusters/cluster.ts";
import { after, all, around, before, failing, instead, keeping, noting, refuse } from "#reference/patches.ts";
import { Refusal } from "#reference/refusal.ts";
import { breaking, breakingBy, crash, family } from "./defect.ts";
import { rememberingGone } from "./lives/deregistering.ts";

const refused = breakingBy(refuse);

/** Other registrations are carried out than were sent. */
const registeredAs = (change: (registration: Registration) => Partial<Registration>): Patch =>
  before("newCluster", (registration) => ({ ...registration, ...change(registration) }));

const noCode = (isSo: (registration: Registration) => boolean): Patch => instead("activationCode", isSo, () => "");

/** Every nth registration gets this activation code. */
const everyNthCode = (nth: number, code: string): Patch =>
  instead(
    "activationCode",
    (_registration, { state }) => (state.registrations + 1) % nth === 0,
    () => code,
  );

/** Faults that show with few of all inputs, in rare combinations, or from time to time. */
export const RARE = [
  ...family(
    "input-constraints",
    refused("register.required.accepts", {
      "tags-beside-token-refused": [
        "Refuses tags and clientRequestToken in one registration.",
        ({ tags, clientRequestToken }) => tags !== undefined && clientRequestToken !== undefined,
      ],
      "token-without-tags-refused": [
        "Refuses a clientRequestToken in a registration without tags.",
        ({ tags, clientRequestToken }) => tags === undefined && clientRequestToken !== undefined,
      ],
    }),
    refused("register.valid", {
      "name-of-64-characters-refused": ["Refuses names of exactly 64 characters.", ({ name }) => name?.length === 64],
      "name-of-32-characters-refused": ["Refuses names of exactly 32 characters.", ({ name }) => name?.length === 32],
      "name-of-digits-refused": ["Refuses names of digits alone.", ({ name }) => /^\d{2,}$/.test(name ?? "")],
      "name-with-two-hyphens-in-a-row-refused": [
        "Refuses names with two hyphens in a row.",
        ({ name }) => name?.includes("--") === true,
      ],
      "tag-value-of-128-characters-refused": [
        "Refuses tag values of exactly 128 characters.",
        (input) => [...tagValues(input)].some((value) => value.length === 128),
      ],
      "tag-key-of-64-characters-refused": [
        "Refuses tag keys of exactly 64 characters.",
        (input) => [...tagKeys(input)].some((key) => key.length === 64),
      ],
      "tags-of-25-entries-refused": ["Refuses exactly 25 tags.", ({ tags }) => tags?.size === 25],
      "tag-key-equal-to-its-value-refused": [
        "Refuses a tag whose value is its key.",
        ({ tags }) => [...(tags ?? [])].some(([key, value]) => key === value),
      ],
      "tag-values-alike-refused": [
        "Refuses two tags with the same value.",
        ({ tags }) => {
          const values = [...(tags?.values() ?? [])].filter((value) => value !== "");
          return tags !== undefined && tags.size === 2 && new Set(values).size < values.length;
        },
      ],
      "provider-of-gke-beside-tags-refused": [
        "Refuses tags in a registration of a cluster of GKE.",
        ({ tags, connectorConfig }) => tags !== undefined && connectorConfig?.provider === "GKE",
      ],
      "provider-of-openshift-beside-token-refused": [
        "Refuses a clientRequestToken in a registration of a cluster of OPENSHIFT.",
        ({ clientRequestToken, connectorConfig }) =>
          clientRequestToken !== undefined && connectorConfig?.provider === "OPENSHIFT",
      ],
    }),
    breaking("register.tags.max-properties.accepts", {
      "tag-keys-that-differ-in-case-refused": [
        "Refuses tag keys that differ in case alone.",
        refuse(({ tags = new Map() }) => new Set([...tags.keys()].map((key) => key.toLowerCase())).size < tags.size),
      ],
      "body-beyond-eight-kilobytes-refused": [
        "Refuses bodies of more than eight kilobytes as too large.",
        instead(
          "checkSize",
          ({ request }) => request.body.length > 8192,
          () => new Refusal("RequestEntityTooLargeException", "The body is too large."),
        ),
      ],
    }),
    refused("register.tags.values.max-length.accepts", {
      "fiftieth-tag-with-long-value-refused": [
        "Refuses a value of 256 characters in the fiftieth tag.",
        (input) => ([...tagValues(input)][49]?.length ?? 0) >= 256,
      ],
    }),
    refused("register.tags.keys.max-length.accepts", {
      "astral-tag-keys-of-full-length-refused": [
        "Refuses tag keys of 128 emoji.",
        (input) => [...tagKeys(input)].some((key) => key.length === 256),
      ],
    }),
  ),
  ...family(
    "response-semantics",
    breaking("register.echo.tags", {
      "tags-lost-beside-token": [
        "Loses the tags of a registration with a clientRequestToken.",
        registeredAs((registration) => (registration.clientRequestToken === undefined ? {} : { tags: new Map() })),
      ],
      "fiftieth-tag-lost": [
        "Loses the last of exactly 50 tags.",
        registeredAs(({ tags }) => (tags.size === 50 ? { tags: new Map([...tags].slice(0, -1)) } : {})),
      ],
      "long-astral-tag-keys-cut": [
        "Cuts tag keys of more than 200 UTF-16 units in the middle.",
        registeredAs(({ tags }) => ({
          tags: new Map([...tags].map(([key, value]) => [key.length > 200 ? key.slice(0, 100) : key, value])),
        })),
      ],
    }),
    breaking("register.echo.name", {
      "name-of-full-length-cut": [
        "Loses the last character of names of 100 characters.",
        before("clusterDocument", (cluster) => ({ ...cluster, name: cluster.name.slice(0, 99) })),
      ],
    }),
    breaking("register.activation.code", {
      "activation-code-missing-for-gke": [
        "Gives clusters of GKE an empty activation code.",
        noCode(({ provider }) => provider === "GKE"),
      ],
      "activation-code-missing-every-third-time": [
        "Gives every third registration an empty activation code.",
        everyNthCode(3, ""),
      ],
      "activation-code-missing-with-fifty-tags": [
        "Gives a registration with 50 tags an empty activation code.",
        noCode(({ tags }) => tags.size === 50),
      ],
    }),
    breaking("register.activation.expiry-three-days", {
      "activation-of-tanzu-expires-late": [
        "Gives the activations of clusters of TANZU a week.",
        after("newCluster", (cluster, { provider }, { receivedAt }) => {
          if (provider !== "TANZU" || cluster.connector === undefined) return cluster;
          return { ...cluster, connector: { ...cluster.connector, activationExpiry: receivedAt + 604_800_000 } };
        }),
      ],
    }),
    breaking("register.activation.fresh", {
      "activation-code-repeated-every-fiftieth-time": [
        "Gives every fiftieth registration the same activation code.",
        everyNthCode(50, "xPzaLHtGm2TdsKWvjFqY"),
      ],
      "activation-code-reused-after-deregistration": [
        "Gives the next registration the activation code of a cluster just deregistered.",
        keeping(
          (): { code?: string | undefined } => ({}),
          (freed) =>
            all(
              noting("removeCluster", ({ connector }) => (freed.code = connector?.activationCode)),
              around("activationCode", (own, registration, call) => {
                const code = freed.code ?? own(registration, call);
                freed.code = undefined;
                return code;
              }),
            ),
        ),
      ],
    }),
    breaking("register.arn", {
      "arn-wrong-for-names-with-underscore": [
        "Writes underscores of the name as hyphens in the arn.",
        before("clusterArn", (name) => name.replaceAll("_", "-")),
      ],
    }),
    breaking("register.activation.expiry", {
      "expiry-missing-without-tags": [
        "Leaves activationExpiry out where a registration has neither tags nor clientRequestToken.",
        after("connectorDocument", (document, _connector, _view, { registration }) =>
          registration?.tags === undefined && registration?.clientRequestToken === undefined
            ? { ...document, activationExpiry: undefined }
            : document,
        ),
      ],
    }),
  ),
  ...family(
    "error-mapping",
    refused(["api.no-server-error", "register.name.min-length.accepts"], {
      "crash-on-name-of-one-character": [
        "Fails with 500 on names of one character.",
        ({ name }) => name?.length === 1 && crash(),
      ],
    }),
    refused(["api.no-server-error", "register.tags.max-properties.accepts"], {
      "crash-on-key-and-value-of-full-length": [
        "Fails with 500 on a tag whose key and value are both as long as allowed.",
        ({ tags }) => [...(tags ?? [])].some(([key, value]) => key.length >= 128 && value.length >= 256) && crash(),
      ],
    }),
    breaking("api.error.json", {
      "error-body-html-on-crash-alone": [
        "Answers with an HTML page what it has no words for: a body that is not UTF-8.",
        all(
          failing("decodeText", () => {
            throw new Refusal("SerializationException", "html");
          }),
          after("renderError", (response, { message }) =>
            message === "html" ? { ...response, body: "<h1>400 Bad Request</h1>" } : response,
          ),
        ),
      ],
    }),
  ),
  ...family(
    "lifecycle",
    breaking("register.again", {
      "third-registration-of-a-name-refused": [
        "Refuses the third registration of a name, deregistered twice before.",
        keeping(
          () => new Map<string, number>(),
          (counts) =>
            all(
              noting("newCluster", ({ name }) => counts.set(name, (counts.get(name) ?? 0) + 1)),
              instead(
                "checkQuota",
                ({ registration }) => (counts.get(registration?.name ?? "") ?? 0) >= 2,
                () => new Refusal("ClientException", "The name was used up."),
              ),
            ),
        ),
      ],
    }),
    breaking("list.include-all", {
      "cluster-registered-again-not-listed": [
        "Does not list a cluster whose name was registered before.",
        rememberingGone((gone) => after("listedNames", (names) => names.filter((name) => !gone.has(name)))),
      ],
    }),
    breaking("describe.after-register", {
      "deregistration-loses-a-neighbour": [
        "Loses the cluster registered after the one that is deregistered.",
        around("removeCluster", (own, cluster, call) => {
          const names = [...call.state.clusters.keys()];
          own(cluster, call);
          const next = names[names.indexOf(cluster.name) + 1];
          if (next !== undefined) call.state.clusters.delete(next);
        }),
      ],
    }),
  ),
];
