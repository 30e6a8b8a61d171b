import type { Patch } from "../fault.ts";
import { family } from "./family.ts";
import { clusterShown, connectorShown } from "./response-types.ts";
import type { View } from "../render/output-document.ts";

type TimestampMember = "createdAt" | "activationExpiry";

/** One timestamp is written in another way. */
function written(member: TimestampMember, write: (milliseconds: number) => unknown): Patch {
  return (behaviours) => ({
    timestamp: (milliseconds, which, call) =>
      which === member ? write(milliseconds) : behaviours.timestamp(milliseconds, which, call),
  });
}

const iso = (milliseconds: unknown): string => new Date(Number(milliseconds)).toISOString();

function createdAtIsoIn(shown: View): Patch {
  return clusterShown((document, view) =>
    view === shown ? { ...document, createdAt: iso(Number(document["createdAt"]) * 1000) } : document,
  );
}

function expiryIsoIn(shown: View): Patch {
  return connectorShown((document, view) =>
    view === shown ? { ...document, activationExpiry: iso(Number(document["activationExpiry"]) * 1000) } : document,
  );
}

const EXPIRY = ["register.response.cluster.connector-config", "register.activation.expiry"];
const CREATED = ["register.response.cluster.created-at"];

/** Timestamps of the wrong type. */
export const TIMESTAMP_TYPES = family("response-shape", [
  {
    id: "activation-expiry-iso",
    sentence: "Sends activationExpiry as an ISO 8601 string.",
    requirements: EXPIRY,
    patch: written("activationExpiry", iso),
  },
  {
    id: "activation-expiry-as-digits",
    sentence: "Sends activationExpiry as a string of digits.",
    requirements: EXPIRY,
    patch: written("activationExpiry", (milliseconds) => String(milliseconds / 1000)),
  },
  {
    id: "activation-expiry-http-date",
    sentence: "Sends activationExpiry as an HTTP date.",
    requirements: EXPIRY,
    patch: written("activationExpiry", (milliseconds) => new Date(milliseconds).toUTCString()),
  },
  {
    id: "created-at-iso",
    sentence: "Sends createdAt as an ISO 8601 string.",
    requirements: CREATED,
    patch: written("createdAt", iso),
  },
  {
    id: "created-at-as-digits",
    sentence: "Sends createdAt as a string of digits.",
    requirements: CREATED,
    patch: written("createdAt", (milliseconds) => String(milliseconds / 1000)),
  },
  {
    id: "created-at-as-object",
    sentence: "Sends createdAt as an object with seconds and nanoseconds.",
    requirements: CREATED,
    patch: written("createdAt", (milliseconds) => ({ seconds: Math.floor(milliseconds / 1000), nanos: 0 })),
  },
  {
    id: "describe-created-at-iso",
    sentence: "Shows createdAt as an ISO 8601 string in DescribeCluster alone.",
    requirements: ["describe.response.cluster.created-at", "describe.after-register"],
    patch: createdAtIsoIn("DescribeCluster"),
  },
  {
    id: "deregister-created-at-iso",
    sentence: "Shows createdAt as an ISO 8601 string in DeregisterCluster alone.",
    requirements: ["deregister.response.cluster.created-at"],
    patch: createdAtIsoIn("DeregisterCluster"),
  },
  {
    id: "describe-activation-expiry-iso",
    sentence: "Shows activationExpiry as an ISO 8601 string in DescribeCluster alone.",
    requirements: ["describe.response.cluster.connector-config", "describe.after-register"],
    patch: expiryIsoIn("DescribeCluster"),
  },
  {
    id: "deregister-activation-expiry-iso",
    sentence: "Shows activationExpiry as an ISO 8601 string in DeregisterCluster alone.",
    requirements: ["deregister.response.cluster.connector-config"],
    patch: expiryIsoIn("DeregisterCluster"),
  },
]);

const HOUR = 3_600_000;

/** Timestamps of the right type that tell the wrong time. */
export const TIMESTAMP_VALUES = family("response-semantics", [
  {
    id: "activation-expiry-in-milliseconds",
    sentence: "Sends activationExpiry in milliseconds.",
    requirements: ["register.activation.expiry"],
    patch: written("activationExpiry", (milliseconds) => milliseconds),
  },
  {
    id: "activation-expiry-in-microseconds",
    sentence: "Sends activationExpiry in microseconds.",
    requirements: ["register.activation.expiry"],
    patch: written("activationExpiry", (milliseconds) => milliseconds * 1000),
  },
  {
    id: "activation-expiry-as-duration",
    sentence: "Sends as activationExpiry how many seconds are left.",
    requirements: ["register.activation.expiry-future"],
    patch: written("activationExpiry", () => 259_200),
  },
  {
    id: "created-at-in-milliseconds",
    sentence: "Sends createdAt in milliseconds.",
    requirements: ["register.created-at"],
    patch: written("createdAt", (milliseconds) => milliseconds),
  },
  {
    id: "created-at-zero",
    sentence: "Sends 0 as createdAt.",
    requirements: ["register.created-at"],
    patch: written("createdAt", () => 0),
  },
  {
    id: "created-at-in-local-time",
    sentence: "Sends createdAt an hour off, in the time of the next zone.",
    requirements: ["register.created-at"],
    patch: written("createdAt", (milliseconds) => (milliseconds + HOUR) / 1000),
  },
  {
    id: "created-at-in-minutes",
    sentence: "Sends createdAt in minutes.",
    requirements: ["register.created-at"],
    patch: written("createdAt", (milliseconds) => milliseconds / 60_000),
  },
  {
    id: "created-at-in-microseconds",
    sentence: "Sends createdAt in microseconds.",
    requirements: ["register.created-at"],
    patch: written("createdAt", (milliseconds) => milliseconds * 1000),
  },
  {
    id: "created-at-half-an-hour-off",
    sentence: "Sends createdAt by a clock that is half an hour off.",
    level: "SHOULD",
    requirements: ["register.created-at"],
    patch: written("createdAt", (milliseconds) => (milliseconds + HOUR / 2) / 1000),
  },
  {
    id: "activation-expiry-in-minutes",
    sentence: "Sends activationExpiry in minutes.",
    requirements: ["register.activation.expiry-future"],
    patch: written("activationExpiry", (milliseconds) => milliseconds / 60_000),
  },
  {
    id: "activation-expiry-in-local-time",
    sentence: "Sends activationExpiry an hour late, in the time of the next zone.",
    requirements: ["register.activation.expiry-three-days"],
    patch: written("activationExpiry", (milliseconds) => (milliseconds + HOUR) / 1000),
  },
]);
