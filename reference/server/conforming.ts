import { conformingActivation } from "./clusters/activation.ts";
import { conformingPaging } from "./clusters/paging.ts";
import { conformingRegistry } from "./clusters/registry.ts";
import { conformingTagging } from "./clusters/tagging.ts";
import { conformingTokens } from "./clusters/idempotency-tokens.ts";
import { conformingInput } from "./input/check-input.ts";
import { conformingReading } from "./input/read-registration.ts";
import { conformingDocuments } from "./render/cluster-document.ts";
import { conformingResponses } from "./render/response.ts";
import { conformingAuthentication } from "./sigv4/authentication.ts";
import { conformingAdmission } from "./wire/admission.ts";
import { conformingBody } from "./wire/body.ts";
import { conformingNegotiation } from "./wire/negotiation.ts";
import { conformingRouting } from "./wire/routing.ts";
import type { Behaviours } from "./behaviours.ts";

/** The behaviours of a server that keeps every promise. */
export const conforming: Behaviours = {
  ...conformingAdmission,
  ...conformingAuthentication,
  ...conformingRouting,
  ...conformingNegotiation,
  ...conformingBody,
  ...conformingReading,
  ...conformingInput,
  ...conformingTokens,
  ...conformingRegistry,
  ...conformingActivation,
  ...conformingTagging,
  ...conformingPaging,
  ...conformingDocuments,
  ...conformingResponses,
};
