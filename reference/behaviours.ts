import { conformingActivation, type ActivationBehaviours } from "./clusters/activation.ts";
import { conformingPaging, type PagingBehaviours } from "./clusters/paging.ts";
import { conformingRegistry, type RegistryBehaviours } from "./clusters/registry.ts";
import { conformingTokens, type TokenBehaviours } from "./clusters/tokens.ts";
import { conformingListing, type ListingBehaviours } from "./input/read-listing.ts";
import { conformingReading, type ReadingBehaviours } from "./input/read-registration.ts";
import { conformingChecks, type RegistrationChecks } from "./input/registration-checks.ts";
import { conformingDocuments, type DocumentBehaviours } from "./render/cluster-document.ts";
import { conformingResponses, type ResponseBehaviours } from "./render/response.ts";
import { conformingAuthentication, type AuthenticationBehaviours } from "./sigv4/authentication.ts";
import { conformingAdmission, type AdmissionBehaviours } from "./wire/admission.ts";
import { conformingBody, type BodyBehaviours } from "./wire/body.ts";
import { conformingNegotiation, type NegotiationBehaviours } from "./wire/negotiation.ts";
import { conformingRouting, type RoutingBehaviours } from "./wire/routing.ts";

/**
 * Everything the server does, as small functions that a patch can replace one by one. Readers and finders throw a
 * Refusal; checks return what is wrong, or undefined. Each gets the call last, and takes other behaviours from it.
 */
export interface Behaviours
  extends
    AdmissionBehaviours,
    AuthenticationBehaviours,
    RoutingBehaviours,
    NegotiationBehaviours,
    BodyBehaviours,
    ReadingBehaviours,
    RegistrationChecks,
    ListingBehaviours,
    TokenBehaviours,
    RegistryBehaviours,
    ActivationBehaviours,
    PagingBehaviours,
    DocumentBehaviours,
    ResponseBehaviours {}

/** The behaviours of a server that keeps every promise. */
export const conforming: Behaviours = {
  ...conformingAdmission,
  ...conformingAuthentication,
  ...conformingRouting,
  ...conformingNegotiation,
  ...conformingBody,
  ...conformingReading,
  ...conformingChecks,
  ...conformingListing,
  ...conformingTokens,
  ...conformingRegistry,
  ...conformingActivation,
  ...conformingPaging,
  ...conformingDocuments,
  ...conformingResponses,
};
