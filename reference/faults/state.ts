import type { RegistrationInput } from "../clusters/cluster.ts";
import type { Patch } from "../fault.ts";
import type { Refusal } from "../refusal.ts";
import { family } from "./family.ts";
import type { Call, RegistrationChecks } from "../behaviours.ts";
import { isObject } from "../wire/json-document.ts";

/** Puts the cluster of a request on the books, whatever becomes of the request. */
function insert(input: RegistrationInput, call: Call): void {
  const { behaviours, state } = call;
  const cluster = behaviours.newCluster(behaviours.completeRegistration(input, call), call);
  if (!state.clusters.has(cluster.name)) state.clusters.set(cluster.name, cluster);
}

/** A request that this check refuses leaves its cluster behind. */
function insertedBefore(check: keyof RegistrationChecks): Patch {
  return (behaviours) => ({
    [check]: (input: RegistrationInput, call: Call) => {
      const complaint = behaviours[check](input, call);
      if (complaint !== undefined) insert(input, call);
      return complaint;
    },
  });
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

const LEFT = ["register.rejected-leaves-no-state"];

/** Refused requests that leave something behind. */
export const STATE = family("input-constraints", [
  {
    id: "refused-for-its-provider-but-registered",
    sentence: "Registers a cluster before it refuses the provider.",
    requirements: LEFT,
    patch: insertedBefore("providerKnown"),
  },
  {
    id: "refused-for-its-role-but-registered",
    sentence: "Registers a cluster before it misses the roleArn.",
    requirements: LEFT,
    patch: insertedBefore("roleArnRequired"),
  },
  {
    id: "refused-for-its-tags-but-registered",
    sentence: "Registers a cluster before it counts the tags.",
    requirements: LEFT,
    patch: insertedBefore("tagsMaxCount"),
  },
  {
    id: "refused-for-a-tag-key-but-registered",
    sentence: "Registers a cluster before it measures the tag keys.",
    requirements: LEFT,
    patch: insertedBefore("tagKeyMaxLength"),
  },
  {
    id: "refused-for-a-tag-value-but-registered",
    sentence: "Registers a cluster before it measures the tag values.",
    requirements: LEFT,
    patch: insertedBefore("tagValueMaxLength"),
  },
  {
    id: "refused-for-its-name-but-registered",
    sentence: "Registers a cluster before it measures the name.",
    requirements: LEFT,
    patch: insertedBefore("nameMaxLength"),
  },
  {
    id: "refused-for-a-type-but-registered",
    sentence: "Registers a cluster before it notices a value of a wrong type.",
    requirements: LEFT,
    patch: (behaviours) => ({
      readRegistration: (document, call) => {
        try {
          return behaviours.readRegistration(document, call);
        } catch (refusal) {
          insertNamed(call);
          throw refusal;
        }
      },
    }),
  },
  {
    id: "refused-for-its-media-type-but-registered",
    sentence: "Registers a cluster before it refuses the media type.",
    requirements: LEFT,
    patch: (behaviours) => ({
      checkContentType: (call) => insertedDespite(behaviours.checkContentType(call), call),
    }),
  },
  {
    id: "refused-for-its-accept-but-registered",
    sentence: "Registers a cluster before it refuses to answer in another media type than JSON.",
    requirements: LEFT,
    patch: (behaviours) => ({
      checkAccept: (call) => insertedDespite(behaviours.checkAccept(call), call),
    }),
  },
  {
    id: "refused-for-its-signature-but-registered",
    sentence: "Registers a cluster before it refuses the signature.",
    requirements: LEFT,
    patch: (behaviours) => ({
      checkSignature: (signed, call) => insertedDespite(behaviours.checkSignature(signed, call), call),
    }),
  },
  {
    id: "taken-name-refused-but-overwritten",
    sentence: "Refuses a taken name, and replaces its cluster all the same.",
    requirements: LEFT,
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const replayed = behaviours.replay(registration, call);
        const before = behaviours.findCluster(registration.name, call);
        if (replayed === undefined && before !== undefined) {
          call.state.clusters.set(before.name, behaviours.newCluster(registration, call));
        }
        return replayed;
      },
    }),
  },
  {
    id: "taken-name-refused-but-tags-merged",
    sentence: "Refuses a taken name, and adds the tags of the request to its cluster all the same.",
    requirements: LEFT,
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const replayed = behaviours.replay(registration, call);
        const before = behaviours.findCluster(registration.name, call);
        if (replayed === undefined && before !== undefined) {
          call.state.clusters.set(before.name, { ...before, tags: new Map([...before.tags, ...registration.tags]) });
        }
        return replayed;
      },
    }),
  },
  {
    id: "token-refused-for-other-tags-but-tags-replaced",
    sentence: "Refuses a token that comes again with other parameters, and replaces the cluster's tags all the same.",
    requirements: LEFT,
    patch: (behaviours) => ({
      sameParameters: (first, second, call) => {
        const same = behaviours.sameParameters(first, second, call);
        const before = behaviours.findCluster(second.name, call);
        if (!same && before !== undefined) call.state.clusters.set(before.name, { ...before, tags: second.tags });
        return same;
      },
    }),
  },
]);
