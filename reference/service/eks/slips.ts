import { valueText } from "#reference/value-text.ts";
import type { Slip } from "#reference/service/world.ts";

const DAY = 24 * 60 * 60;
const ACTIVATION = "/cluster/connectorConfig";

const later =
  (seconds: number): Slip["shown"] =>
  (time) =>
    Number(time) + seconds;

/** What emulators get wrong of a registered cluster's activation, and of how and where it begins. */
export const EKS_SLIPS: Readonly<Record<string, readonly Slip[]>> = {
  RegisterCluster: [
    {
      id: "activation-id.same",
      sentence: "Gives each cluster the same activation id.",
      at: `${ACTIVATION}/activationId`,
      shown: () => "7e1f0a4c-93d8-4b62-8f5e-0c2d4a6b8e10",
    },
    {
      id: "activation-code.empty",
      sentence: "Gives an empty activation code.",
      at: `${ACTIVATION}/activationCode`,
      shown: () => "",
    },
    {
      id: "activation-expiry.past",
      sentence: "Lets the activation end a day before it begins.",
      at: `${ACTIVATION}/activationExpiry`,
      shown: later(-4 * DAY),
    },
    {
      id: "activation-expiry.week",
      sentence: "Lets the activation end in a week.",
      at: `${ACTIVATION}/activationExpiry`,
      shown: later(4 * DAY),
    },
    {
      id: "activation-expiry.text",
      sentence: "Writes the end of the activation as a text.",
      at: `${ACTIVATION}/activationExpiry`,
      shown: (time) => new Date(Number(time) * 1_000).toISOString(),
    },
    {
      id: "status.active",
      sentence: "Shows what was just registered as connected.",
      at: "/cluster/status",
      shown: () => "ACTIVE",
    },
    {
      id: "arn.other-region",
      sentence: "Names another Region in the ARN.",
      at: "/cluster/arn",
      shown: (arn) => valueText(arn).replace(/:eks:[^:]*:/, ":eks:eu-south-2:"),
    },
    {
      id: "created-at.hour-ago",
      sentence: "Shows as the time of registration one that is an hour ago.",
      at: "/cluster/createdAt",
      shown: later(-3_600),
    },
  ],
  DeregisterCluster: [
    {
      id: "status.active",
      sentence: "Shows what it deregisters as connected.",
      at: "/cluster/status",
      shown: () => "ACTIVE",
    },
  ],
};
