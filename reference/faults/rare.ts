import type { Registration } from "../clusters/cluster.ts";
import type { Patch } from "../fault.ts";
import { crash, family, refuse } from "./family.ts";
import { Refusal } from "../refusal.ts";
import type { Call } from "../behaviours.ts";

/** Registrations are changed where `applies` holds. */
function registeredAs(change: (registration: Registration, call: Call) => Registration): Patch {
  return (behaviours) => ({
    newCluster: (registration, call) => behaviours.newCluster(change(registration, call), call),
  });
}

/** Every nth registration gets this activation code. */
function everyNthCode(nth: number, code: string): Patch {
  return (behaviours) => ({
    activationCode: (registration, call) =>
      (call.state.registrations + 1) % nth === 0 ? code : behaviours.activationCode(registration, call),
  });
}

const withoutLast = ({ tags }: Registration): ReadonlyMap<string, string> => new Map([...tags].slice(0, -1));

/** Faults that show with few of all inputs, in rare combinations, or from time to time. */
export const RARE = [
  ...family("input-constraints", [
    {
      id: "tags-beside-token-refused",
      sentence: "Refuses tags and clientRequestToken in one registration.",
      requirements: ["register.required.accepts"],
      patch: refuse(({ tags, clientRequestToken }) => tags !== undefined && clientRequestToken !== undefined),
    },
    {
      id: "token-without-tags-refused",
      sentence: "Refuses a clientRequestToken in a registration without tags.",
      requirements: ["register.required.accepts"],
      patch: refuse(({ tags, clientRequestToken }) => tags === undefined && clientRequestToken !== undefined),
    },
    {
      id: "name-of-64-characters-refused",
      sentence: "Refuses names of exactly 64 characters.",
      requirements: ["register.valid"],
      patch: refuse(({ name }) => name?.length === 64),
    },
    {
      id: "name-of-32-characters-refused",
      sentence: "Refuses names of exactly 32 characters.",
      requirements: ["register.valid"],
      patch: refuse(({ name }) => name?.length === 32),
    },
    {
      id: "name-of-digits-refused",
      sentence: "Refuses names of digits alone.",
      requirements: ["register.valid"],
      patch: refuse(({ name }) => /^\d{2,}$/.test(name ?? "")),
    },
    {
      id: "name-with-two-hyphens-in-a-row-refused",
      sentence: "Refuses names with two hyphens in a row.",
      requirements: ["register.valid"],
      patch: refuse(({ name }) => name?.includes("--") === true),
    },
    {
      id: "tag-value-of-128-characters-refused",
      sentence: "Refuses tag values of exactly 128 characters.",
      requirements: ["register.valid"],
      patch: refuse(({ tags }) => [...(tags?.values() ?? [])].some((value) => value.length === 128)),
    },
    {
      id: "tag-key-of-64-characters-refused",
      sentence: "Refuses tag keys of exactly 64 characters.",
      requirements: ["register.valid"],
      patch: refuse(({ tags }) => [...(tags?.keys() ?? [])].some((key) => key.length === 64)),
    },
    {
      id: "tags-of-25-entries-refused",
      sentence: "Refuses exactly 25 tags.",
      requirements: ["register.valid"],
      patch: refuse(({ tags }) => tags?.size === 25),
    },
    {
      id: "tag-key-equal-to-its-value-refused",
      sentence: "Refuses a tag whose value is its key.",
      requirements: ["register.valid"],
      patch: refuse(({ tags }) => [...(tags ?? [])].some(([key, value]) => key === value)),
    },
    {
      id: "tag-values-alike-refused",
      sentence: "Refuses two tags with the same value.",
      requirements: ["register.valid"],
      patch: refuse(({ tags }) => {
        const values = [...(tags?.values() ?? [])].filter((value) => value !== "");
        return tags !== undefined && tags.size === 2 && new Set(values).size < values.length;
      }),
    },
    {
      id: "tag-keys-that-differ-in-case-refused",
      sentence: "Refuses tag keys that differ in case alone.",
      requirements: ["register.tags.max-properties.accepts"],
      patch: refuse(({ tags }) => folded(tags?.keys() ?? [], (key) => key.toLowerCase())),
    },
    {
      id: "fiftieth-tag-with-long-value-refused",
      sentence: "Refuses a value of 256 characters in the fiftieth tag.",
      requirements: ["register.tags.values.max-length.accepts"],
      patch: refuse(({ tags }) => ([...(tags?.values() ?? [])][49]?.length ?? 0) >= 256),
    },
    {
      id: "astral-tag-keys-of-full-length-refused",
      sentence: "Refuses tag keys of 128 emoji.",
      requirements: ["register.tags.keys.max-length.accepts"],
      patch: refuse(({ tags }) => [...(tags?.keys() ?? [])].some((key) => key.length === 256)),
    },
    {
      id: "provider-of-gke-beside-tags-refused",
      sentence: "Refuses tags in a registration of a cluster of GKE.",
      requirements: ["register.valid"],
      patch: refuse(({ tags, connectorConfig }) => tags !== undefined && connectorConfig?.provider === "GKE"),
    },
    {
      id: "provider-of-openshift-beside-token-refused",
      sentence: "Refuses a clientRequestToken in a registration of a cluster of OPENSHIFT.",
      requirements: ["register.valid"],
      patch: refuse(
        ({ clientRequestToken, connectorConfig }) =>
          clientRequestToken !== undefined && connectorConfig?.provider === "OPENSHIFT",
      ),
    },
    {
      id: "body-beyond-eight-kilobytes-refused",
      sentence: "Refuses bodies of more than eight kilobytes as too large.",
      requirements: ["register.tags.max-properties.accepts"],
      patch: (behaviours) => ({
        checkSize: (call) =>
          call.request.body.length > 8192
            ? new Refusal("RequestEntityTooLargeException", "The body is too large.")
            : behaviours.checkSize(call),
      }),
    },
  ]),
  ...family("response-semantics", [
    {
      id: "tags-lost-beside-token",
      sentence: "Loses the tags of a registration with a clientRequestToken.",
      requirements: ["register.echo.tags"],
      patch: registeredAs((registration) =>
        registration.clientRequestToken === undefined ? registration : { ...registration, tags: new Map() },
      ),
    },
    {
      id: "fiftieth-tag-lost",
      sentence: "Loses the last of exactly 50 tags.",
      requirements: ["register.echo.tags"],
      patch: registeredAs((registration) =>
        registration.tags.size === 50 ? { ...registration, tags: withoutLast(registration) } : registration,
      ),
    },
    {
      id: "long-astral-tag-keys-cut",
      sentence: "Cuts tag keys of more than 200 UTF-16 units in the middle.",
      requirements: ["register.echo.tags"],
      patch: registeredAs((registration) => ({
        ...registration,
        tags: new Map(
          [...registration.tags].map(([key, value]) => [key.length > 200 ? key.slice(0, 100) : key, value]),
        ),
      })),
    },
    {
      id: "name-of-full-length-cut",
      sentence: "Loses the last character of names of 100 characters.",
      requirements: ["register.echo.name"],
      patch: (behaviours) => ({
        clusterDocument: (cluster, view, call) =>
          behaviours.clusterDocument({ ...cluster, name: cluster.name.slice(0, 99) }, view, call),
      }),
    },
    {
      id: "activation-code-missing-for-gke",
      sentence: "Gives clusters of GKE an empty activation code.",
      requirements: ["register.activation.code"],
      patch: (behaviours) => ({
        activationCode: (registration, call) =>
          registration.provider === "GKE" ? "" : behaviours.activationCode(registration, call),
      }),
    },
    {
      id: "activation-of-tanzu-expires-late",
      sentence: "Gives the activations of clusters of TANZU a week.",
      requirements: ["register.activation.expiry-three-days"],
      patch: (behaviours) => ({
        newCluster: (registration, call) => {
          const cluster = behaviours.newCluster(registration, call);
          if (registration.provider !== "TANZU" || cluster.connector === undefined) return cluster;
          return { ...cluster, connector: { ...cluster.connector, activationExpiry: call.receivedAt + 604_800_000 } };
        },
      }),
    },
    {
      id: "activation-code-missing-every-third-time",
      sentence: "Gives every third registration an empty activation code.",
      requirements: ["register.activation.code"],
      patch: everyNthCode(3, ""),
    },
    {
      id: "activation-code-repeated-every-fiftieth-time",
      sentence: "Gives every fiftieth registration the same activation code.",
      requirements: ["register.activation.fresh"],
      patch: everyNthCode(50, "xPzaLHtGm2TdsKWvjFqY"),
    },
    {
      id: "activation-code-missing-with-fifty-tags",
      sentence: "Gives a registration with 50 tags an empty activation code.",
      requirements: ["register.activation.code"],
      patch: (behaviours) => ({
        activationCode: (registration, call) =>
          registration.tags.size === 50 ? "" : behaviours.activationCode(registration, call),
      }),
    },
    {
      id: "activation-code-reused-after-deregistration",
      sentence: "Gives the next registration the activation code of a cluster just deregistered.",
      requirements: ["register.activation.fresh"],
      patch: (behaviours) => {
        let freed: string | undefined;
        return {
          removeCluster: (cluster, call) => {
            freed = cluster.connector?.activationCode;
            behaviours.removeCluster(cluster, call);
          },
          activationCode: (registration, call) => {
            const code = freed ?? behaviours.activationCode(registration, call);
            freed = undefined;
            return code;
          },
        };
      },
    },
    {
      id: "arn-wrong-for-names-with-underscore",
      sentence: "Writes underscores of the name as hyphens in the arn.",
      requirements: ["register.arn"],
      patch: (behaviours) => ({
        clusterArn: (name, call) => behaviours.clusterArn(name.replaceAll("_", "-"), call),
      }),
    },
    {
      id: "expiry-missing-without-tags",
      sentence: "Leaves activationExpiry out where a registration has neither tags nor clientRequestToken.",
      requirements: ["register.activation.expiry"],
      patch: (behaviours) => ({
        connectorDocument: (connector, view, call) => ({
          ...behaviours.connectorDocument(connector, view, call),
          ...(call.registration?.tags === undefined && call.registration?.clientRequestToken === undefined
            ? { activationExpiry: undefined }
            : {}),
        }),
      }),
    },
  ]),
  ...family("error-mapping", [
    {
      id: "crash-on-name-of-one-character",
      sentence: "Fails with 500 on names of one character.",
      requirements: ["api.no-server-error", "register.name.min-length.accepts"],
      patch: refuse(({ name }) => name?.length === 1 && crash()),
    },
    {
      id: "crash-on-key-and-value-of-full-length",
      sentence: "Fails with 500 on a tag whose key and value are both as long as allowed.",
      requirements: ["api.no-server-error", "register.tags.max-properties.accepts"],
      patch: refuse(({ tags }) =>
        [...(tags ?? [])].some(([key, value]) => key.length >= 128 && value.length >= 256) ? crash() : false,
      ),
    },
    {
      id: "error-body-html-on-crash-alone",
      sentence: "Answers with an HTML page what it has no words for: a body that is not UTF-8.",
      requirements: ["api.error.json"],
      patch: (behaviours) => ({
        decodeText: (body, call) => {
          try {
            return behaviours.decodeText(body, call);
          } catch {
            throw new Refusal("SerializationException", "html");
          }
        },
        renderError: (refusal, call) => {
          const response = behaviours.renderError(refusal, call);
          return refusal.message === "html" ? { ...response, body: "<h1>400 Bad Request</h1>" } : response;
        },
      }),
    },
  ]),
  ...family("lifecycle", [
    {
      id: "third-registration-of-a-name-refused",
      sentence: "Refuses the third registration of a name, deregistered twice before.",
      requirements: ["register.again"],
      patch: (behaviours) => {
        const counts = new Map<string, number>();
        return {
          newCluster: (registration, call) => {
            counts.set(registration.name, (counts.get(registration.name) ?? 0) + 1);
            return behaviours.newCluster(registration, call);
          },
          checkQuota: (call) =>
            (counts.get(call.registration?.name ?? "") ?? 0) >= 2
              ? new Refusal("ClientException", "The name was used up.")
              : behaviours.checkQuota(call),
        };
      },
    },
    {
      id: "cluster-registered-again-not-listed",
      sentence: "Does not list a cluster whose name was registered before.",
      requirements: ["list.include-all"],
      patch: (behaviours) => {
        const departed = new Set<string>();
        return {
          removeCluster: (cluster, call) => {
            departed.add(cluster.name);
            behaviours.removeCluster(cluster, call);
          },
          listedNames: (listing, call) => behaviours.listedNames(listing, call).filter((name) => !departed.has(name)),
        };
      },
    },
    {
      id: "deregistration-loses-a-neighbour",
      sentence: "Loses the cluster registered after the one that is deregistered.",
      requirements: ["describe.after-register"],
      patch: (behaviours) => ({
        removeCluster: (cluster, call) => {
          const names = [...call.state.clusters.keys()];
          behaviours.removeCluster(cluster, call);
          const next = names[names.indexOf(cluster.name) + 1];
          if (next !== undefined) call.state.clusters.delete(next);
        },
      }),
    },
  ]),
];

function folded(keys: Iterable<string>, fold: (key: string) => string): boolean {
  const all = [...keys];
  return new Set(all.map(fold)).size < all.length;
}
