import type { Fault, Patch } from "../fault.ts";
import type { ErrorCode } from "../refusal.ts";
import { family } from "./family.ts";

/** Errors of these codes carry another status. */
function answeredWith(status: number, ...codes: readonly ErrorCode[]): Patch {
  return (behaviours) => ({
    errorStatus: (refusal, call) => (codes.includes(refusal.code) ? status : behaviours.errorStatus(refusal, call)),
  });
}

const DOCUMENTED: readonly (readonly [
  code: ErrorCode,
  kebab: string,
  operations: readonly string[],
  status: number,
])[] = [
  ["AccessDeniedException", "access-denied", ["register", "deregister"], 401],
  ["ClientException", "client", ["register", "deregister", "describe", "list"], 422],
  ["InvalidParameterException", "invalid-parameter", ["register", "list"], 422],
  ["ResourceInUseException", "resource-in-use", ["register", "deregister"], 400],
  ["ResourceLimitExceededException", "resource-limit-exceeded", ["register"], 402],
  ["ResourceNotFoundException", "resource-not-found", ["deregister", "describe"], 400],
  ["ResourcePropagationDelayException", "resource-propagation-delay", ["register"], 409],
  ["ServerException", "server", ["register", "deregister", "describe", "list"], 502],
  ["ServiceUnavailableException", "service-unavailable", ["register", "deregister", "describe", "list"], 500],
];

const WRONG: readonly Omit<Fault, "area">[] = DOCUMENTED.map(([code, kebab, operations, status]) => ({
  id: `${kebab}-with-status-${status}`,
  sentence: `Answers ${code} with status ${status}.`,
  requirements: operations.map((operation) => `${operation}.error.${kebab}.status`),
  patch: answeredWith(status, code),
}));

const MISTYPED: readonly Omit<Fault, "area">[] = DOCUMENTED.map(([code, kebab, operations]) => ({
  id: `${kebab}-message-as-object`,
  sentence: `Sends an object as the message of ${code}.`,
  requirements: operations.map((operation) => `${operation}.error.${kebab}.members`),
  patch: (behaviours) => ({
    errorDocument: (refusal, call) => {
      const document = behaviours.errorDocument(refusal, call);
      return refusal.code === code ? { ...document, message: { text: document["message"] } } : document;
    },
  }),
}));

/** Errors with another status than the documented one, and with members of the wrong type. */
export const ERROR_STATUSES = family("error-mapping", [
  ...WRONG,
  ...MISTYPED,
  {
    id: "constraint-violations-with-status-200",
    sentence: "Answers InvalidParameterException with status 200.",
    requirements: ["register.name.pattern", "register.tags.max-properties"],
    patch: answeredWith(200, "InvalidParameterException"),
  },
  {
    id: "constraint-violations-with-status-500",
    sentence: "Answers InvalidParameterException with status 500.",
    requirements: ["register.error.invalid-parameter.status", "api.no-server-error"],
    patch: answeredWith(500, "InvalidParameterException"),
  },
  {
    id: "taken-name-with-status-422",
    sentence: "Answers ResourceInUseException with status 422.",
    requirements: ["register.error.resource-in-use.status", "register.error.taken-name", "register.token.absent"],
    patch: answeredWith(422, "ResourceInUseException"),
  },
  {
    id: "unknown-name-with-status-410",
    sentence: "Answers ResourceNotFoundException with status 410.",
    requirements: ["describe.error.unknown-name", "deregister.error.unknown-name", "deregister.twice"],
    patch: answeredWith(410, "ResourceNotFoundException"),
  },
  {
    id: "serialization-error-with-status-422",
    sentence: "Answers SerializationException with status 422.",
    requirements: ["api.error.status", "api.body.invalid-json"],
    patch: answeredWith(422, "SerializationException"),
  },
  {
    id: "media-type-error-with-status-400",
    sentence: "Answers UnsupportedMediaTypeException with status 400.",
    requirements: ["api.error.status"],
    patch: answeredWith(400, "UnsupportedMediaTypeException"),
  },
  {
    id: "accept-error-with-status-400",
    sentence: "Answers NotAcceptableException with status 400.",
    requirements: ["api.error.status"],
    patch: answeredWith(400, "NotAcceptableException"),
  },
  {
    id: "signature-errors-with-status-401",
    sentence: "Answers errors about signatures with status 401.",
    requirements: ["api.error.status", "api.auth.unsigned", "api.auth.bad-signature", "api.auth.unknown-key"],
    patch: answeredWith(
      401,
      "MissingAuthenticationTokenException",
      "InvalidSignatureException",
      "UnrecognizedClientException",
    ),
  },
  {
    id: "cluster-name-of-errors-as-list",
    sentence: "Sends a list as the clusterName of every error that names a cluster.",
    requirements: ["register.error.resource-in-use.members", "describe.error.resource-not-found.members"],
    patch: (behaviours) => ({
      errorDocument: (refusal, call) => ({
        ...behaviours.errorDocument(refusal, call),
        clusterName: refusal.clusterName === undefined ? undefined : [refusal.clusterName],
      }),
    }),
  },
]);
