import type { Contract } from "./contract/contract.ts";
import { deriveRequirements } from "./derived/derive.ts";
import { unspecifiedRequirements } from "./derived/derive-unspecified.ts";
import { perObject } from "./kept-per-object.ts";
import { asObserved } from "./observations/as-observed.ts";
import { asCalled, CALLED_OTHERWISE } from "./registration/called-otherwise.ts";
import { registrationTable } from "./registration/registration-service.ts";
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
import { resourceRequirements } from "./resources/resource-requirements.ts";

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

/**
 * All requirements under a contract: those written out for operations that it has, those derived from it, and what the
 * table of registered clusters promises beside them.
 */
export const allRequirements: (contract: Contract) => readonly Requirement[] = perObject((contract) => {
  const written = WRITTEN_REQUIREMENTS.filter(
    ({ operation }) => operation === "*" || contract.operations.has(operation),
  );
  const own = [...written, ...deriveRequirements(contract), ...unspecifiedRequirements(contract)];
  const all = [...own, ...furtherPromises(contract, new Set(own.map(({ id }) => id)))];
  return asObserved(contract, presupposingKnown(all));
});

function furtherPromises(contract: Contract, known: ReadonlySet<string>): Requirement[] {
  return resourceRequirements({ contract, table: registrationTable(contract) })
    .filter(({ id }) => !known.has(id) && !CALLED_OTHERWISE.has(id))
    .map((promise) => ({
      ...promise,
      feature: promise.feature ?? contract.operation(promise.operation).feature,
      presupposes: promise.presupposes && asCalled(promise.presupposes),
    }));
}
