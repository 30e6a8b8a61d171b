import type { Cluster, Registration, RegistrationInput } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { after, all, around, keeping } from "#reference/patches.ts";
import type { Call } from "#reference/behaviours.ts";
import type { Refusal } from "#reference/refusal.ts";
import { isObject } from "#reference/wire/json-document.ts";
import { breaking, breakingBy, family } from "#reference/faults/defect.ts";
import { onBroken } from "./input-rules.ts";

/** Puts the cluster of a request on the books, whatever becomes of the request. */
function insert(input: RegistrationInput, call: Call): void {
  const { behaviours, state } = call;
  const cluster = behaviours.newCluster(behaviours.completeRegistration(input, call), call);
  if (!state.clusters.has(cluster.name)) state.clusters.set(cluster.name, cluster);
}

/** The name in a body, where it can be read. */
function nameIn({ request }: Call): string | undefined {
  try {
    const body: unknown = JSON.parse(Buffer.from(request.body).toString("utf8"));
    const name = isObject(body) ? body["name"] : undefined;
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch {
    return undefined;
  }
}

function insertNamed(call: Call): void {
  const name = nameIn(call);
  if (name === undefined || call.request.method !== "POST") return;
  insert({ name, connectorConfig: undefined, clientRequestToken: undefined, tags: undefined }, call);
}

/** The refusal, if it is one, with the cluster registered all the same. */
function insertedDespite(refusal: Refusal | undefined, call: Call): Refusal | undefined {
  if (refusal !== undefined) insertNamed(call);
  return refusal;
}

/** A check of a registration comes too late. */
const insertedAfter = breakingBy(([keyword, path]: readonly ["required" | "enum" | "max", path: string]) =>
  onBroken([path], keyword, (call) => {
    if (call.registration !== undefined) insert(call.registration, call);
  }),
);

/** Does something to the cluster whose name a registration finds taken. */
function onTaken(change: (before: Cluster, registration: Registration, call: Call) => Cluster): Patch {
  return after("replay", (replayed, registration, call) => {
    const before = call.behaviours.findCluster(registration.name, call);
    if (replayed === undefined && before !== undefined) {
      call.state.clusters.set(before.name, change(before, registration, call));
    }
    return replayed;
  });
}

/** Refused requests that leave something behind. */
export const LEFT_BEHIND = family(
  "input-constraints",
  insertedAfter("register.rejected-leaves-no-state", {
    "refused-for-its-provider-but-registered": [
      "Registers a cluster before it refuses the provider.",
      ["enum", "/connectorConfig/provider"],
    ],
    "refused-for-its-role-but-registered": [
      "Registers a cluster before it misses the roleArn.",
      ["required", "/connectorConfig/roleArn"],
    ],
    "refused-for-its-tags-but-registered": ["Registers a cluster before it counts the tags.", ["max", "/tags"]],
    "refused-for-a-tag-key-but-registered": [
      "Registers a cluster before it measures the tag keys.",
      ["max", "/tags/*key"],
    ],
    "refused-for-a-tag-value-but-registered": [
      "Registers a cluster before it measures the tag values.",
      ["max", "/tags/*"],
    ],
    "refused-for-its-name-but-registered": ["Registers a cluster before it measures the name.", ["max", "/name"]],
  }),
  breaking("register.rejected-leaves-no-state", {
    "refused-for-a-type-but-registered": [
      "Registers a cluster before it notices a value of a wrong type.",
      around("readRegistration", (own, document, call) => {
        try {
          return own(document, call);
        } catch (refusal) {
          insertNamed(call);
          throw refusal;
        }
      }),
    ],
    "refused-for-its-media-type-but-registered": [
      "Registers a cluster before it refuses the media type.",
      after("checkContentType", insertedDespite),
    ],
    "refused-for-its-accept-but-registered": [
      "Registers a cluster before it refuses to answer in another media type than JSON.",
      after("checkAccept", insertedDespite),
    ],
    "refused-for-its-signature-but-registered": [
      "Registers a cluster before it refuses the signature.",
      after("checkSignature", (refusal, _signed, call) => insertedDespite(refusal, call)),
    ],
    "taken-name-refused-but-overwritten": [
      "Refuses a taken name, and replaces its cluster all the same.",
      onTaken((_before, registration, call) => call.behaviours.newCluster(registration, call)),
    ],
    "taken-name-refused-but-tags-merged": [
      "Refuses a taken name, and adds the tags of the request to its cluster all the same.",
      onTaken((before, { tags }) => ({ ...before, tags: new Map([...before.tags, ...tags]) })),
    ],
    "refused-for-a-tag-but-name-kept": [
      "Keeps the name of a registration that it refuses for a tag.",
      keeping(
        () => new Set<string>(),
        (kept) =>
          all(
            onBroken(["/tags/*"], "max", ({ registration }) => kept.add(registration?.name ?? "")),
            around("claimName", (own, cluster, call) => !kept.has(cluster.name) && own(cluster, call)),
          ),
      ),
    ],
    "token-refused-for-other-tags-but-tags-replaced": [
      "Refuses a token that comes again with other parameters, and replaces the cluster's tags all the same.",
      after("sameParameters", (same, _first, second, call) => {
        const before = call.behaviours.findCluster(second.name, call);
        if (!same && before !== undefined) call.state.clusters.set(before.name, { ...before, tags: second.tags });
        return same;
      }),
    ],
  }),
  breaking("describe.after-register", {
    "taken-name-refused-but-provider-replaced": [
      "Refuses a taken name, and takes over the provider of the request all the same.",
      onTaken((before, { provider }) => ({
        ...before,
        connector: before.connector && { ...before.connector, provider },
      })),
    ],
  }),
);
