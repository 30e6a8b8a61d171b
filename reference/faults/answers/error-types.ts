import type { Patch } from "#reference/fault.ts";
import { all, after } from "#reference/patches.ts";
import type { Refusal } from "#reference/refusal.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { breaking, breakingBy, family, warned } from "#reference/faults/defect.ts";
import { calledAs, errorDocument, refusedAs } from "./errors.ts";

const withMembers = breakingBy((members: OutputDocument) => errorDocument((document) => ({ ...document, ...members })));

const nowhere: Patch = () => ({ errorHeaders: () => [] });

/** What the header that names an error says. */
const named = (name: (code: string) => string, header = "x-amzn-ErrorType"): Patch => {
  return () => ({ errorHeaders: ({ code }) => [[header, name(code)]] });
};

const takenCalled = breakingBy(calledAs("ResourceInUseException"));

/** The body is this, and no header names the error. */
const inBody = (write: (refusal: Refusal) => Readonly<Record<string, unknown>>): Patch =>
  all(
    nowhere,
    errorDocument((_own, refusal) => write(refusal)),
  );

const CONSTRAINTS = ["register.name.pattern", "register.tags.max-properties"];
const UNKNOWN = ["describe.error.unknown-name", "deregister.error.unknown-name"];

/** Errors that name their type wrongly, twice, or nowhere. */
export const ERROR_TYPES = family(
  "error-mapping",
  takenCalled(["register.error.taken-name", "register.token.other-token", "register.token.absent"], {
    "taken-name-as-resource-already-exists": [
      "Calls a taken name ResourceAlreadyExistsException.",
      "ResourceAlreadyExistsException",
    ],
  }),
  takenCalled(["register.error.taken-name", "register.parallel.same-name"], {
    "taken-name-as-conflict-exception": ["Calls a taken name ConflictException.", "ConflictException"],
  }),
  breakingBy(refusedAs("ResourceInUseException"))("register.error.taken-name", {
    "taken-name-as-invalid-parameter": ["Refuses a taken name as an invalid parameter.", "InvalidParameterException"],
    "taken-name-as-client-exception": ["Refuses a taken name as ClientException.", "ClientException"],
  }),
  breakingBy(calledAs("ResourceNotFoundException"))(UNKNOWN, {
    "unknown-name-as-not-found-exception": ["Calls an unknown name NotFoundException.", "NotFoundException"],
  }),
  breakingBy(refusedAs("ResourceNotFoundException"))(UNKNOWN, {
    "unknown-name-as-client-exception": ["Refuses an unknown name as ClientException.", "ClientException"],
    "unknown-name-as-access-denied": ["Denies access to an unknown name.", "AccessDeniedException"],
  }),
  warned(CONSTRAINTS, {
    "constraint-violations-as-client-exception": [
      "Refuses values past a limit as ClientException.",
      refusedAs("InvalidParameterException")("ClientException"),
    ],
    "constraint-violations-as-validation-exception": [
      "Refuses values past a limit as ValidationException, which EKS does not have.",
      calledAs("InvalidParameterException")("ValidationException"),
    ],
  }),
  breaking(CONSTRAINTS, {
    "constraint-violations-as-resource-not-found": [
      "Refuses values past a limit as ResourceNotFoundException.",
      refusedAs("InvalidParameterException")("ResourceNotFoundException"),
    ],
  }),
  breaking([...CONSTRAINTS, ...UNKNOWN], {
    "error-names-without-exception": [
      "Leaves the word Exception out of the names of errors.",
      named((code) => code.replace("Exception", "")),
    ],
    "error-names-in-lower-case": ["Writes the names of errors in lower case.", named((code) => code.toLowerCase())],
  }),
  warned("api.error.documented", {
    "error-names-of-its-own": [
      "Gives the errors about media types names that no document has.",
      calledAs("UnsupportedMediaTypeException")("WrongContentTypeException"),
    ],
  }),
  breaking("api.error.type", {
    "error-type-missing": ["Names the type of an error nowhere.", nowhere],
    "error-type-empty": ["Sends an empty X-Amzn-Errortype.", named(() => "")],
    "error-type-nested": [
      "Names the type of an error in a member of a member.",
      inBody(({ code, message }) => ({ message, error: { __type: code, code } })),
    ],
    "error-type-in-wrong-header": [
      "Names the type of an error in the header X-Amz-Error-Type.",
      named((code) => code, "x-amz-error-type"),
    ],
  }),
  withMembers("api.error.type-agrees", {
    "error-type-contradicted-by-body": [
      "Names one type in the header and another in __type.",
      { __type: "ServerException" },
    ],
    "error-type-contradicted-by-code": ["Names one type in the header and another in code.", { code: "BadRequest" }],
    "error-type-always-the-same-in-body": [
      "Writes InvalidParameterException into the __type of every error.",
      { __type: "com.amazonaws.eks#InvalidParameterException" },
    ],
  }),
  breaking("api.error.type-agrees", {
    "error-type-contradicts-itself-in-body": [
      "Names no type in the header, and two in the body.",
      inBody(({ code, message }) => ({ message, __type: code, code: "ClientException2" })),
    ],
  }),
  warned("api.error.type-header", {
    "error-type-header-missing-on-conflicts": [
      "Names the type of a conflict in __type alone.",
      all(
        after("errorHeaders", (own, { code }) => (code === "ResourceInUseException" ? [] : own)),
        errorDocument((document, { code }) => ({ ...document, __type: code })),
      ),
    ],
  }),
);
