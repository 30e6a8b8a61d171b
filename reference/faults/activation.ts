import { createHash } from "node:crypto";
import type { Patch } from "../fault.ts";
import { family } from "./family.ts";

const HOUR = 3_600_000;
const THREE_DAYS = 72 * HOUR;

function expiringAfter(milliseconds: number): Patch {
  return () => ({ activationExpiry: (createdAt) => createdAt + milliseconds });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}

const FRESH = ["register.activation.fresh"];

/** Activations that are not fresh, or are good for the wrong time. */
export const ACTIVATION = family("response-semantics", [
  {
    id: "activation-id-derived-from-name",
    sentence: "Derives the activation id from the name, so that a name registered again gets the same.",
    requirements: FRESH,
    patch: () => ({ activationId: ({ name }) => digest(name) }),
  },
  {
    id: "activation-code-derived-from-name",
    sentence: "Derives the activation code from the name.",
    requirements: FRESH,
    patch: () => ({ activationCode: ({ name }) => digest(name) }),
  },
  {
    id: "activation-code-derived-from-role",
    sentence: "Derives the activation code from the role.",
    requirements: FRESH,
    patch: () => ({ activationCode: ({ roleArn }) => digest(roleArn) }),
  },
  {
    id: "activation-code-same-for-all",
    sentence: "Gives every registration the same activation code.",
    requirements: FRESH,
    patch: () => ({ activationCode: () => "xPzaLHtGm2TdsKWvjFqY" }),
  },
  {
    id: "activation-id-same-for-all",
    sentence: "Gives every registration the same activation id.",
    requirements: FRESH,
    patch: () => ({ activationId: () => "d5a5d8b5-11b6-4b9d-a5e8-000000000000" }),
  },
  {
    id: "activation-code-of-four-digits",
    sentence: "Draws the activation code from a thousand.",
    requirements: FRESH,
    patch: () => ({ activationCode: (_registration, call) => String(1000 + (call.number % 1000)) }),
  },
  {
    id: "activation-id-counted-from-clusters",
    sentence: "Numbers activations by how many clusters there are.",
    requirements: FRESH,
    patch: () => ({ activationId: (_registration, { state }) => `act-${state.clusters.size}` }),
  },
  {
    id: "activation-expires-after-four-days",
    sentence: "Gives an activation four days.",
    requirements: ["register.activation.expiry-three-days"],
    patch: expiringAfter(96 * HOUR),
  },
  {
    id: "activation-expires-after-thirty-days",
    sentence: "Gives an activation thirty days.",
    requirements: ["register.activation.expiry-three-days"],
    patch: expiringAfter(720 * HOUR),
  },
  {
    id: "activation-expires-ten-minutes-late",
    sentence: "Gives an activation ten minutes more than three days.",
    level: "SHOULD",
    requirements: ["register.activation.expiry-three-days"],
    patch: expiringAfter(THREE_DAYS + 600_000),
  },
  {
    id: "activation-never-expires",
    sentence: "Lets an activation expire in the year 9999.",
    requirements: ["register.activation.expiry-three-days"],
    patch: () => ({ activationExpiry: () => Date.UTC(9999, 11, 31) }),
  },
  {
    id: "activation-expired-already",
    sentence: "Sends an activation that expired an hour ago.",
    requirements: ["register.activation.expiry-future"],
    patch: expiringAfter(-HOUR),
  },
  {
    id: "activation-expires-before-creation",
    sentence: "Sends an activation that expires a minute before the cluster was created.",
    requirements: ["register.activation.expiry-future"],
    patch: expiringAfter(-60_000),
  },
  {
    id: "activation-expiry-is-creation",
    sentence: "Sends the time of the registration as that of the expiry.",
    level: "SHOULD",
    requirements: ["register.activation.expiry-72h"],
    patch: expiringAfter(0),
  },
  {
    id: "activation-expiry-zero",
    sentence: "Sends 0 as activationExpiry.",
    requirements: ["register.activation.expiry-future"],
    patch: () => ({ activationExpiry: () => 0 }),
  },
  {
    id: "activation-expires-after-an-hour",
    sentence: "Gives an activation one hour.",
    level: "SHOULD",
    requirements: ["register.activation.expiry-72h"],
    patch: expiringAfter(HOUR),
  },
  {
    id: "activation-expires-two-minutes-early",
    sentence: "Gives an activation two minutes less than three days.",
    level: "SHOULD",
    requirements: ["register.activation.expiry-72h"],
    patch: expiringAfter(THREE_DAYS - 120_000),
  },
  {
    id: "initial-status-failed",
    sentence: "Shows a new registration as FAILED.",
    level: "SHOULD",
    requirements: ["register.initial-status"],
    patch: (behaviours) => ({
      newCluster: (registration, call) => ({ ...behaviours.newCluster(registration, call), status: "FAILED" }),
    }),
  },
]);
