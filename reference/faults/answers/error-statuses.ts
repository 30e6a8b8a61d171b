import { kebab } from "#reference/kebab.ts";
import { after } from "#reference/patches.ts";
import type { ErrorCode } from "#reference/refusal.ts";
import { CONTRACT } from "#reference/input/contract.ts";
import { breaking, family, prefixOf } from "#reference/faults/defect.ts";
import { withStatus, errorDocument } from "./errors.ts";

/** A status that an error does not have. */
const STATUSES: readonly (readonly [code: ErrorCode, status: number])[] = [
  ["AccessDeniedException", 401],
  ["ClientException", 422],
  ["InvalidParameterException", 422],
  ["ResourceInUseException", 400],
  ["ResourceLimitExceededException", 402],
  ["ResourceNotFoundException", 400],
  ["ResourcePropagationDelayException", 409],
  ["ServerException", 502],
  ["ServiceUnavailableException", 500],
];

const label = (code: ErrorCode): string => kebab(code.replace(/Exception$/, ""));

/** What each operation that documents one of the errors promises of it. */
function promised(part: "status" | "members", ...codes: readonly ErrorCode[]): string[] {
  return CONTRACT.flatMap(({ name, errors }) =>
    codes
      .filter((code) => errors.some((error) => error.code === code))
      .map((code) => `${prefixOf(name)}.error.${label(code)}.${part}`),
  );
}

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

/** Errors with another status than the documented one, and with members of the wrong type. */
export const ERROR_STATUSES = family(
  "error-mapping",
  STATUSES.flatMap(([code, status]) => [
    ...breaking(promised("status", code), {
      [`${label(code)}-with-status-${status}`]: [`Answers ${code} with status ${status}.`, withStatus(status, code)],
    }),
    ...breaking(promised("members", code), {
      [`${label(code)}-message-as-object`]: [
        `Sends an object as the message of ${code}.`,
        errorDocument((document, refusal) =>
          refusal.code === code ? { ...document, message: { text: document["message"] } } : document,
        ),
      ],
    }),
  ]),
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

const OTHER_STATUS: Readonly<Record<string, number>> = { NotFoundException: 400, BadRequestException: 422 };

/** Errors of the operations on tags. */
export const TAGGING_ERRORS = family(
  "error-mapping",
  breaking(promised("status", "NotFoundException", "BadRequestException"), {
    "tag-errors-with-other-statuses": [
      "Answers NotFoundException with 400 and BadRequestException with 422.",
      after("errorStatus", (status, { code }) => OTHER_STATUS[code] ?? status),
    ],
  }),
  breaking(promised("members", "NotFoundException", "BadRequestException"), {
    "tag-errors-with-messages-in-lists": [
      "Puts the messages of the errors of operations on tags in lists.",
      errorDocument((document, { code }) =>
        code in OTHER_STATUS ? { ...document, message: [document["message"]] } : document,
      ),
    ],
  }),
);
