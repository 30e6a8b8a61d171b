import { conformingActivation } from "#reference/clusters/activation.ts";
import { conformingPaging } from "#reference/clusters/paging.ts";
import { conformingRegistry } from "#reference/clusters/registry.ts";
import { conformingTagging } from "#reference/clusters/tagging.ts";
import { conformingTokens } from "#reference/clusters/idempotency-tokens.ts";
import { conformingInput } from "#reference/input/check-input.ts";
import { conformingReading } from "#reference/input/read-registration.ts";
import { conformingDocuments } from "#reference/render/cluster-document.ts";
import { conformingResponses } from "#reference/render/response.ts";
import { conformingAuthentication } from "#reference/sigv4/authentication.ts";
import { conformingAdmission } from "#reference/wire/admission.ts";
import { conformingBody } from "#reference/wire/body.ts";
import { conformingNegotiation } from "#reference/wire/negotiation.ts";
import { conformingRouting } from "#reference/wire/routing.ts";
import type { Behaviours } from "#reference/behaviours.ts";

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
