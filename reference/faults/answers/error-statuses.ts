import { kebab } from "../../kebab.ts";
import type { ErrorCode } from "../../refusal.ts";
import { breaking, family } from "../defect.ts";
import { withStatus, errorDocument } from "./errors.ts";

const ALL = ["register", "deregister", "describe", "list"];

/** The operations that document an error, and a status that it does not have. */
const DOCUMENTED: readonly (readonly [code: ErrorCode, operations: readonly string[], status: number])[] = [
  ["AccessDeniedException", ["register", "deregister"], 401],
  ["ClientException", ALL, 422],
  ["InvalidParameterException", ["register", "list"], 422],
  ["ResourceInUseException", ["register", "deregister"], 400],
  ["ResourceLimitExceededException", ["register"], 402],
  ["ResourceNotFoundException", ["deregister", "describe"], 400],
  ["ResourcePropagationDelayException", ["register"], 409],
  ["ServerException", ALL, 502],
  ["ServiceUnavailableException", ALL, 500],
];

/** What errors mean, their codes, another status, and what must find it. */
const MEANT: readonly (readonly [what: string, code: ErrorCode, status: number, ...requirements: string[]])[] = [
  ["constraint-violations", "InvalidParameterException", 200, "register.name.pattern", "register.tags.max-properties"],
  [
    "constraint-violations",
    "InvalidParameterException",
    500,
    "register.error.invalid-parameter.status",
    "api.no-server-error",
  ],
  [
    "taken-name",
    "ResourceInUseException",
    422,
    "register.error.resource-in-use.status",
    "register.error.taken-name",
    "register.token.absent",
  ],
  [
    "unknown-name",
    "ResourceNotFoundException",
    410,
    "describe.error.unknown-name",
    "deregister.error.unknown-name",
    "deregister.twice",
  ],
  ["serialization-error", "SerializationException", 422, "api.error.status", "api.body.invalid-json"],
  ["media-type-error", "UnsupportedMediaTypeException", 400, "api.error.status"],
  ["accept-error", "NotAcceptableException", 400, "api.error.status"],
];

const label = (code: ErrorCode): string => kebab(code.replace(/Exception$/, ""));

/** Errors with another status than the documented one, and with members of the wrong type. */
export const ERROR_STATUSES = family(
  "error-mapping",
  DOCUMENTED.flatMap(([code, operations, status]) =>
    breaking(
      operations.map((operation) => `${operation}.error.${label(code)}.status`),
      {
        [`${label(code)}-with-status-${status}`]: [`Answers ${code} with status ${status}.`, withStatus(status, code)],
      },
    ),
  ),
  DOCUMENTED.flatMap(([code, operations]) =>
    breaking(
      operations.map((operation) => `${operation}.error.${label(code)}.members`),
      {
        [`${label(code)}-message-as-object`]: [
          `Sends an object as the message of ${code}.`,
          errorDocument((document, refusal) =>
            refusal.code === code ? { ...document, message: { text: document["message"] } } : document,
          ),
        ],
      },
    ),
  ),
  MEANT.flatMap(([what, code, status, ...requirements]) =>
    breaking(requirements, {
      [`${what}-with-status-${status}`]: [`Answers ${code} with status ${status}.`, withStatus(status, code)],
    }),
  ),
  breaking(["api.error.status", "api.auth.unsigned", "api.auth.bad-signature", "api.auth.unknown-key"], {
    "signature-errors-with-status-401": [
      "Answers errors about signatures with status 401.",
      withStatus(
        401,
        "MissingAuthenticationTokenException",
        "InvalidSignatureException",
        "UnrecognizedClientException",
      ),
    ],
  }),
  breaking(["register.error.resource-in-use.members", "describe.error.resource-not-found.members"], {
    "cluster-name-of-errors-as-list": [
      "Sends a list as the clusterName of every error that names a cluster.",
      errorDocument((document, { clusterName }) => ({
        ...document,
        clusterName: clusterName === undefined ? undefined : [clusterName],
      })),
    ],
  }),
);
