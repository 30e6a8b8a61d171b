import type { Contract } from "./contract/contract.ts";
import { deriveRequirements } from "./derived/derive.ts";
import { unspecifiedRequirements } from "./derived/derive-unspecified.ts";
import { perObject } from "./kept-per-object.ts";
import { asObserved } from "./observations/as-observed.ts";
import type { Requirement } from "./requirement.ts";
import { ASKED_FOR } from "./requirements/asked-for.ts";
import { AUTHENTICATION } from "./requirements/authentication.ts";
import { CONCURRENCY } from "./requirements/concurrency.ts";
import { ERRORS } from "./requirements/errors.ts";
import { IDEMPOTENCY } from "./requirements/idempotency.ts";
import { LIFECYCLE } from "./requirements/lifecycle.ts";
import { presupposingKnown } from "./requirements/presupposed.ts";
import { PROTOCOL } from "./requirements/protocol.ts";
import { REGISTRATION } from "./requirements/registration.ts";
import { RESPONSES } from "./requirements/responses.ts";
import { ROUTING } from "./requirements/routing.ts";
import { TAGS } from "./requirements/tags.ts";
import { VALIDITY } from "./requirements/validity.ts";

/** What no keyword of a contract can say. */
export const WRITTEN_REQUIREMENTS: readonly Requirement[] = [
  ...ROUTING,
  ...VALIDITY,
  ...RESPONSES,
  ...REGISTRATION,
  ...ERRORS,
  ...IDEMPOTENCY,
  ...LIFECYCLE,
  ...TAGS,
  ...ASKED_FOR,
  ...CONCURRENCY,
  ...PROTOCOL,
  ...AUTHENTICATION,
];

/** All requirements under a contract: those written out for operations that it has, and those derived from it. */
export const allRequirements: (contract: Contract) => readonly Requirement[] = perObject((contract) => {
  const written = WRITTEN_REQUIREMENTS.filter(
    ({ operation }) => operation === "*" || contract.operations.has(operation),
  );
  const all = [...written, ...deriveRequirements(contract), ...unspecifiedRequirements(contract)];
  return asObserved(contract, presupposingKnown(all));
});
