import { accept } from "../input/check.ts";
import { family, refuse } from "./family.ts";

/** Required members that may be left out, and optional ones that may not. */
export const MEMBERS = family("input-constraints", [
  {
    id: "name-optional",
    sentence: "Accepts a registration without a name.",
    requirements: ["register.name.required"],
    patch: () => ({ nameRequired: accept }),
  },
  {
    id: "name-made-up",
    sentence: "Makes up a name for a registration without one.",
    requirements: ["register.name.required"],
    patch: (behaviours) => ({
      nameRequired: accept,
      completeRegistration: (input, call) =>
        behaviours.completeRegistration({ ...input, name: input.name ?? `cluster-${call.number}` }, call),
    }),
  },
  {
    id: "connector-config-optional",
    sentence: "Accepts a registration without connectorConfig.",
    requirements: ["register.connector-config.required"],
    patch: () => ({ connectorConfigRequired: accept }),
  },
  {
    id: "role-arn-optional",
    sentence: "Accepts a connectorConfig without roleArn.",
    requirements: ["register.connector-config.role-arn.required"],
    patch: () => ({ roleArnRequired: accept }),
  },
  {
    id: "provider-optional",
    sentence: "Accepts a connectorConfig without provider.",
    requirements: ["register.connector-config.provider.required"],
    patch: () => ({ providerRequired: accept }),
  },
  {
    id: "provider-optional-beside-tags",
    sentence: "Accepts a connectorConfig without provider in a registration without tags.",
    requirements: ["register.connector-config.provider.required"],
    patch: (behaviours) => ({
      providerRequired: (input, call) =>
        input.tags === undefined ? undefined : behaviours.providerRequired(input, call),
    }),
  },
  {
    id: "token-required",
    sentence: "Refuses a registration without clientRequestToken.",
    requirements: ["register.required.accepts"],
    patch: refuse(({ clientRequestToken }) => clientRequestToken === undefined),
  },
  {
    id: "tags-required",
    sentence: "Refuses a registration without tags.",
    requirements: ["register.required.accepts"],
    patch: refuse(({ tags }) => tags === undefined),
  },
  {
    id: "tags-refused",
    sentence: "Refuses every registration with tags.",
    requirements: ["register.required.accepts"],
    patch: refuse(({ tags }) => tags !== undefined),
  },
  {
    id: "token-refused",
    sentence: "Refuses every registration with a clientRequestToken.",
    requirements: ["register.required.accepts"],
    patch: refuse(({ clientRequestToken }) => clientRequestToken !== undefined),
  },
]);
