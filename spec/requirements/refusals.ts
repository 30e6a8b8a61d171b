import { ERRORS } from "#spec/registration/registered-cluster.ts";
import { BAD_REQUEST, QUOTA_REACHED, UNTAGGABLE } from "./error-table.ts";

/** An answer that refuses a request properly. */
export interface ProperRefusal {
  readonly status: number;
  readonly name: string;
  readonly grade: "met" | "tolerated";
  /** What its text must say; its name alone may mean anything. */
  readonly text?: RegExp;
}

const met = (status: number, name: string): ProperRefusal => ({ status, name, grade: "met" });
const tolerated = (status: number, name: string): ProperRefusal => ({ status, name, grade: "tolerated" });

/** Other 400s by which AWS services refuse a bad request; facts: InvalidRequestException was seen on real EKS. */
const OTHER_400 = ["ClientException", "InvalidRequestException", BAD_REQUEST.name, "ValidationError"].map((name) =>
  tolerated(400, name),
);

/** A member that breaks a constraint: the API page's InvalidParameterException. */
const CONSTRAINT = [
  met(400, "InvalidParameterException"),
  tolerated(400, "ValidationException"),
  tolerated(400, "SerializationException"),
  ...OTHER_400,
];

/** A member of the wrong type: restJson1 refuses it while parsing, EKS's own validation names it a bad parameter. */
const TYPE = [
  met(400, "InvalidParameterException"),
  met(400, "SerializationException"),
  met(400, "ValidationException"),
  ...OTHER_400,
];

/** A body that is no JSON object: restJson1 malformed-request-body. */
const SYNTAX = [
  met(400, "SerializationException"),
  tolerated(400, "InvalidParameterException"),
  tolerated(400, "ValidationException"),
  tolerated(400, "MalformedHttpRequestException"),
  ...OTHER_400,
];

/** No byte at all: no JSON, or no members, where some are required. */
const EMPTY = [met(400, "SerializationException"), ...CONSTRAINT];

const MEDIA_TYPE = [met(415, "UnsupportedMediaTypeException"), ...SYNTAX.map(asTolerated)];
const ACCEPT = [met(406, "NotAcceptableException"), ...SYNTAX.map(asTolerated)];

function asTolerated({ status, name }: ProperRefusal): ProperRefusal {
  return tolerated(status, name);
}

/** The answers that refuse a request properly, best first, by what is wrong with it. */
export const REFUSALS = {
  constraint: CONSTRAINT,
  type: TYPE,
  syntax: SYNTAX,
  empty: EMPTY,
  mediaType: MEDIA_TYPE,
  accept: ACCEPT,
} as const;

/** What EKS at times says of a name that nobody has, under the name of another error. Source: observations.md, O46. */
export const TOLD_UNKNOWN = {
  ...tolerated(400, "ClientException"),
  text: /^No cluster found for name: /,
  begins: "No cluster found for name: ",
  operations: ["DescribeCluster", "DeleteCluster"],
} as const;

/** The answers that refuse a request properly for the state that things are in, best first. */
export const STATE_REFUSALS = {
  unknownName: [met(404, ERRORS.unknown), TOLD_UNKNOWN],
  takenName: [met(409, ERRORS.taken)],
  quotaReached: [met(QUOTA_REACHED.status, QUOTA_REACHED.name)],
  /** No answer of the service to it is recorded, so other names of the same meaning are tolerated. */
  unknownResource: [
    met(UNTAGGABLE.status, UNTAGGABLE.name),
    tolerated(UNTAGGABLE.status, ERRORS.unknown),
    tolerated(BAD_REQUEST.status, BAD_REQUEST.name),
  ],
} as const;

const UNSIGNED = [met(403, "MissingAuthenticationTokenException"), tolerated(403, "MissingAuthenticationToken")];
const UNKNOWN_KEY = [met(403, "UnrecognizedClientException"), tolerated(403, "InvalidClientTokenId")];
/** Services of other protocols have a name of their own for it. */
const MISMATCH = [met(403, "InvalidSignatureException"), tolerated(403, "SignatureDoesNotMatch")];
const INCOMPLETE = [
  met(403, "IncompleteSignatureException"),
  tolerated(400, "IncompleteSignatureException"),
  tolerated(403, "IncompleteSignature"),
  tolerated(400, "IncompleteSignature"),
];
const EXPIRED_TOKEN = [
  met(403, "ExpiredTokenException"),
  tolerated(403, "ExpiredToken"),
  tolerated(400, "ExpiredTokenException"),
  tolerated(400, "ExpiredToken"),
];

/** The answers that refuse a caller properly, best first: one list of the spellings of each error, whoever asks for it. */
export const CALLER_REFUSALS = {
  unsigned: UNSIGNED,
  unknownKey: UNKNOWN_KEY,
  mismatch: MISMATCH,
  scope: [...MISMATCH, ...UNKNOWN_KEY.map(asTolerated)],
  date: [
    ...MISMATCH,
    tolerated(400, "RequestExpired"),
    tolerated(403, "RequestExpired"),
    tolerated(400, "InvalidSignatureException"),
    tolerated(403, "ExpiredTokenException"),
  ],
  incomplete: [...INCOMPLETE, ...UNSIGNED.map(asTolerated)],
  /** An empty header lacks every part, and is no signature at all: each has a source. */
  emptyHeader: [...INCOMPLETE, ...UNSIGNED],
  expiredToken: [...EXPIRED_TOKEN, ...UNKNOWN_KEY.map(asTolerated)],
  denied: [met(403, "AccessDeniedException"), tolerated(403, "AccessDenied")],
} as const;
