import type { Fault } from "./fault.ts";
import { accept, matches } from "./input/check.ts";
import { names } from "./input/registration-checks.ts";

/** Promises broken on purpose, one at a time: what a suite must find. */
export const FAULTS: readonly Fault[] = [
  {
    id: "tags-limit-not-enforced",
    sentence: "Accepts more than 50 tags.",
    area: "input-constraints",
    requirements: ["register.tags.max-properties"],
    patch: (behaviours) => ({ ...behaviours, tagsMaxCount: accept }),
  },
  {
    id: "activation-expiry-iso",
    sentence: "Sends activationExpiry as an ISO 8601 string.",
    area: "response-shape",
    requirements: ["register.response.cluster.connector-config", "register.activation.expiry"],
    patch: (behaviours) => ({
      ...behaviours,
      timestamp: (milliseconds, member, call) =>
        member === "activationExpiry"
          ? new Date(milliseconds).toISOString()
          : behaviours.timestamp(milliseconds, member, call),
    }),
  },
  {
    id: "name-pattern-searched",
    sentence: "Looks for the name pattern anywhere at the start of a name instead of matching the whole name.",
    area: "input-constraints",
    requirements: ["register.name.pattern"],
    patch: (behaviours) => ({ ...behaviours, namePattern: matches("name", names, /^[0-9A-Za-z][A-Za-z0-9\-_]*/) }),
  },
];
