import type { Fault, Patch } from "../fault.ts";
import { Refusal, type ErrorCode } from "../refusal.ts";
import { family } from "./family.ts";

/** Errors of this code go by another name. */
export function renamed(code: ErrorCode, name: string): Patch {
  return (behaviours) => ({
    errorHeaders: (refusal, call) =>
      refusal.code === code ? [["x-amzn-ErrorType", name]] : behaviours.errorHeaders(refusal, call),
  });
}

/** Errors of one code become errors of another, status and all. */
function becomes(code: ErrorCode, other: ErrorCode): Patch {
  return (behaviours) => ({
    renderError: (refusal, call) =>
      behaviours.renderError(
        refusal.code === code ? new Refusal(other, refusal.message, refusal.clusterName) : refusal,
        call,
      ),
  });
}

function withMember(member: string, value: (refusal: Refusal) => unknown): Patch {
  return (behaviours) => ({
    errorDocument: (refusal, call) => ({ ...behaviours.errorDocument(refusal, call), [member]: value(refusal) }),
  });
}

const CONSTRAINTS = ["register.name.pattern", "register.tags.max-properties"];
const UNKNOWN = ["describe.error.unknown-name", "deregister.error.unknown-name"];

const RENAMED: readonly Omit<Fault, "area">[] = [
  {
    id: "taken-name-as-resource-already-exists",
    sentence: "Calls a taken name ResourceAlreadyExistsException.",
    requirements: ["register.error.taken-name", "register.token.other-token", "register.token.absent"],
    patch: renamed("ResourceInUseException", "ResourceAlreadyExistsException"),
  },
  {
    id: "taken-name-as-conflict-exception",
    sentence: "Calls a taken name ConflictException.",
    requirements: ["register.error.taken-name", "register.parallel.same-name"],
    patch: renamed("ResourceInUseException", "ConflictException"),
  },
  {
    id: "taken-name-as-invalid-parameter",
    sentence: "Refuses a taken name as an invalid parameter.",
    requirements: ["register.error.taken-name"],
    patch: becomes("ResourceInUseException", "InvalidParameterException"),
  },
  {
    id: "taken-name-as-client-exception",
    sentence: "Refuses a taken name as ClientException.",
    requirements: ["register.error.taken-name"],
    patch: becomes("ResourceInUseException", "ClientException"),
  },
  {
    id: "unknown-name-as-not-found-exception",
    sentence: "Calls an unknown name NotFoundException.",
    requirements: UNKNOWN,
    patch: renamed("ResourceNotFoundException", "NotFoundException"),
  },
  {
    id: "unknown-name-as-client-exception",
    sentence: "Refuses an unknown name as ClientException.",
    requirements: UNKNOWN,
    patch: becomes("ResourceNotFoundException", "ClientException"),
  },
  {
    id: "unknown-name-as-access-denied",
    sentence: "Denies access to an unknown name.",
    requirements: UNKNOWN,
    patch: becomes("ResourceNotFoundException", "AccessDeniedException"),
  },
  {
    id: "constraint-violations-as-client-exception",
    sentence: "Refuses values past a limit as ClientException.",
    level: "SHOULD",
    requirements: CONSTRAINTS,
    patch: becomes("InvalidParameterException", "ClientException"),
  },
  {
    id: "constraint-violations-as-validation-exception",
    sentence: "Refuses values past a limit as ValidationException, which EKS does not have.",
    level: "SHOULD",
    requirements: CONSTRAINTS,
    patch: renamed("InvalidParameterException", "ValidationException"),
  },
  {
    id: "constraint-violations-as-resource-not-found",
    sentence: "Refuses values past a limit as ResourceNotFoundException.",
    requirements: CONSTRAINTS,
    patch: becomes("InvalidParameterException", "ResourceNotFoundException"),
  },
  {
    id: "error-names-without-exception",
    sentence: "Leaves the word Exception out of the names of errors.",
    requirements: [...CONSTRAINTS, ...UNKNOWN],
    patch: () => ({
      errorHeaders: (refusal) => [["x-amzn-ErrorType", refusal.code.replace("Exception", "")]],
    }),
  },
  {
    id: "error-names-in-lower-case",
    sentence: "Writes the names of errors in lower case.",
    requirements: [...CONSTRAINTS, ...UNKNOWN],
    patch: () => ({ errorHeaders: (refusal) => [["x-amzn-ErrorType", refusal.code.toLowerCase()]] }),
  },
  {
    id: "error-names-of-its-own",
    sentence: "Gives the errors about media types names that no document has.",
    level: "SHOULD",
    requirements: ["api.error.documented"],
    patch: renamed("UnsupportedMediaTypeException", "WrongContentTypeException"),
  },
];

/** Errors that name their type wrongly, twice, or nowhere. */
export const ERROR_TYPES = family("error-mapping", [
  ...RENAMED,
  {
    id: "error-type-missing",
    sentence: "Names the type of an error nowhere.",
    requirements: ["api.error.type"],
    patch: () => ({ errorHeaders: () => [] }),
  },
  {
    id: "error-type-empty",
    sentence: "Sends an empty X-Amzn-Errortype.",
    requirements: ["api.error.type"],
    patch: () => ({ errorHeaders: () => [["x-amzn-ErrorType", ""]] }),
  },
  {
    id: "error-type-nested",
    sentence: "Names the type of an error in a member of a member.",
    requirements: ["api.error.type"],
    patch: () => ({
      errorHeaders: () => [],
      errorDocument: ({ code, message }) => ({ message, error: { __type: code, code } }),
    }),
  },
  {
    id: "error-type-in-wrong-header",
    sentence: "Names the type of an error in the header X-Amz-Error-Type.",
    requirements: ["api.error.type"],
    patch: () => ({ errorHeaders: ({ code }) => [["x-amz-error-type", code]] }),
  },
  {
    id: "error-type-contradicted-by-body",
    sentence: "Names one type in the header and another in __type.",
    requirements: ["api.error.type-agrees"],
    patch: withMember("__type", () => "ServerException"),
  },
  {
    id: "error-type-contradicted-by-code",
    sentence: "Names one type in the header and another in code.",
    requirements: ["api.error.type-agrees"],
    patch: withMember("code", () => "BadRequest"),
  },
  {
    id: "error-type-contradicts-itself-in-body",
    sentence: "Names no type in the header, and two in the body.",
    requirements: ["api.error.type-agrees"],
    patch: () => ({
      errorHeaders: () => [],
      errorDocument: ({ code, message }) => ({ message, __type: code, code: "ClientException2" }),
    }),
  },
  {
    id: "error-type-always-the-same-in-body",
    sentence: "Writes InvalidParameterException into the __type of every error.",
    requirements: ["api.error.type-agrees"],
    patch: withMember("__type", () => "com.amazonaws.eks#InvalidParameterException"),
  },
  {
    id: "error-type-header-missing-on-conflicts",
    sentence: "Names the type of a conflict in __type alone.",
    level: "SHOULD",
    requirements: ["api.error.type-header"],
    patch: (behaviours) => ({
      errorHeaders: (refusal, call) =>
        refusal.code === "ResourceInUseException" ? [] : behaviours.errorHeaders(refusal, call),
      errorDocument: (refusal, call) => ({ ...behaviours.errorDocument(refusal, call), __type: refusal.code }),
    }),
  },
]);
