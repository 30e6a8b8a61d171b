import { createHash } from "node:crypto";
import type { Patch } from "#reference/fault.ts";
import { after } from "#reference/patches.ts";
import { breaking, family, warned } from "#reference/faults/defect.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const THREE_DAYS = 72 * HOUR;

const expiringAfter = (milliseconds: number): Patch => {
  return () => ({ activationExpiry: (createdAt) => createdAt + milliseconds });
};

/** A new registration is in another status. */
export const newlyIn = (status: string): Patch => after("newCluster", (cluster) => ({ ...cluster, status }));

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}

/** Activations that are not fresh, or are good for the wrong time. */
export const ACTIVATION = family(
  "response-semantics",
  breaking("register.activation.fresh", {
    "activation-id-derived-from-name": [
      "Derives the activation id from the name, so that a name registered again gets the same.",
      () => ({ activationId: ({ name }) => digest(name) }),
    ],
    "activation-code-derived-from-name": [
      "Derives the activation code from the name.",
      () => ({ activationCode: ({ name }) => digest(name) }),
    ],
    "activation-code-derived-from-role": [
      "Derives the activation code from the role.",
      () => ({ activationCode: ({ roleArn }) => digest(roleArn) }),
    ],
    "activation-code-same-for-all": [
      "Gives every registration the same activation code.",
      () => ({ activationCode: () => "xPzaLHtGm2TdsKWvjFqY" }),
    ],
    "activation-id-same-for-all": [
      "Gives every registration the same activation id.",
      () => ({ activationId: () => "d5a5d8b5-11b6-4b9d-a5e8-000000000000" }),
    ],
    "activation-code-of-four-digits": [
      "Draws the activation code from a thousand.",
      () => ({ activationCode: (_registration, call) => String(1000 + (call.number % 1000)) }),
    ],
    "activation-id-counted-from-clusters": [
      "Numbers activations by how many clusters there are.",
      () => ({ activationId: (_registration, { state }) => `act-${state.clusters.size}` }),
    ],
  }),
  breaking("register.activation.expiry-three-days", {
    "activation-expires-after-four-days": ["Gives an activation four days.", expiringAfter(96 * HOUR)],
    "activation-expires-after-thirty-days": ["Gives an activation thirty days.", expiringAfter(720 * HOUR)],
    "activation-never-expires": [
      "Lets an activation expire in the year 9999.",
      () => ({ activationExpiry: () => Date.UTC(9999, 11, 31) }),
    ],
  }),
  warned("register.activation.expiry-three-days", {
    "activation-expires-ten-minutes-late": [
      "Gives an activation ten minutes more than three days.",
      expiringAfter(THREE_DAYS + 10 * MINUTE),
    ],
  }),
  breaking("register.activation.expiry-future", {
    "activation-expired-already": ["Sends an activation that expired an hour ago.", expiringAfter(-HOUR)],
    "activation-expires-before-creation": [
      "Sends an activation that expires a minute before the cluster was created.",
      expiringAfter(-MINUTE),
    ],
    "activation-expiry-zero": ["Sends 0 as activationExpiry.", () => ({ activationExpiry: () => 0 })],
  }),
  warned("register.activation.expiry-72h", {
    "activation-expiry-is-creation": ["Sends the time of the registration as that of the expiry.", expiringAfter(0)],
    "activation-expires-after-an-hour": ["Gives an activation one hour.", expiringAfter(HOUR)],
    "activation-expires-two-minutes-early": [
      "Gives an activation two minutes less than three days.",
      expiringAfter(THREE_DAYS - 2 * MINUTE),
    ],
  }),
  warned("register.initial-status", {
    "initial-status-failed": ["Shows a new registration as FAILED.", newlyIn("FAILED")],
  }),
);
