import { headerValue, PLAIN_TRANSPORT } from "#reference/message.ts";
import { isErrorCode, Refusal, type ErrorCode } from "#reference/refusal.ts";
import type { Call, AdmissionBehaviours } from "#reference/behaviours.ts";

export const conformingAdmission: AdmissionBehaviours = {
  transport: () => PLAIN_TRANSPORT,
  admit: () => undefined,
};

/** Request header that names the error to be answered. */
export const PROVOKE_HEADER = "x-reference-provoke";

// Documented errors that no request can bring about by itself.
const PROVOKABLE: readonly ErrorCode[] = [
  "AccessDeniedException",
  "BadRequestException", // of ListTagsForResource: it has no input but an ARN
  "ClientException",
  "ResourceInUseException", // of DeregisterCluster: nothing from outside keeps a connected cluster in use
  "ResourceLimitExceededException",
  "ResourcePropagationDelayException",
  "ServerException",
  "ServiceUnavailableException",
];

/** The error that the request itself asks for, when hooks are on. */
export function errorAskedFor({ request, settings }: Call): Refusal | undefined {
  const code = settings.hooks ? headerValue(request.headers, PROVOKE_HEADER) : undefined;
  if (code === undefined) return undefined;
  if (isErrorCode(code) && PROVOKABLE.includes(code)) return new Refusal(code, "Provoked by the request.");
  return new Refusal("InvalidParameterException", `${PROVOKE_HEADER} must be one of ${PROVOKABLE.join(", ")}.`);
}
