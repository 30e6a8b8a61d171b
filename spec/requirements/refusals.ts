import { BAD_REQUEST } from "./error-table.ts";

/** An answer that refuses a request properly. */
export interface ProperRefusal {
  readonly status: number;
  readonly name: string;
  readonly grade: "met" | "tolerated";
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
