import type { Requirement } from "#spec/requirement.ts";
import { LIFECYCLE } from "#spec/requirements/lifecycle.ts";
import { REGISTRATION } from "#spec/requirements/registration.ts";

/** What the table's promises have in other words, or takes more than an answer to tell. */
const OWN =
  /^(?:register\.(?:activation\..+|arn-region|created-at|initial-status)|(?:describe|deregister)\.no-activation-code|deregister\.status-deleting)$/;

/** What is required of registered clusters and of no other kind, and shows in a single answer. */
export const OWN_REQUIREMENTS: readonly Requirement[] = [...REGISTRATION, ...LIFECYCLE].filter(({ id }) =>
  OWN.test(id),
);
