/** What is sent for some requirements, where a wrong answer to just that is all that there is to say. */
export interface Situation {
  readonly of: RegExp;
  /** As in `RegisterCluster answers 200 to a body that is not JSON`. */
  readonly sent: string;
}

const IN_WORDS: Readonly<Record<string, string>> = {
  "register.route": "a valid registration",
  "list.route": "a request without parameters",
  "register.status-200": "a valid registration",
  "register.route.query-ignored": "a registration with a query string that no operation defines",
  "api.route.wrong-method": "a method that the path does not serve",
  "api.route.encoded-label": "a percent-encoded name in the path",
  "api.body.invalid-json": "a body that is not JSON",
  "api.body.not-an-object": "a JSON body that is not an object",
  "api.body.empty": "a body without a byte, or of white space",
  "api.body.encoding": "a body that is not UTF-8",
  "api.body.trailing-text": "a JSON object with more text after it",
  "api.body.large": "a large or deeply nested body",
  "api.content-type.parameters": "application/json with parameters, or in another case",
  "api.content-type.others-refused": "a body of another media type",
  "api.accept.wildcards": "an Accept header that includes JSON",
  "api.accept.others-refused": "an Accept header that rules JSON out",
  "api.auth.unsigned": "an unsigned request",
  "api.auth.unknown-key": "an unknown access key",
  "api.auth.bad-signature": "a signature that does not match",
  "api.auth.wrong-service": "a signature for another service",
  "api.auth.wrong-region": "a signature for another Region",
  "api.auth.expired-date": "a request dated more than 15 minutes off",
  "api.auth.body-not-covered": "a body other than the one signed",
  "api.auth.expired-token": "a session token past its time",
  "api.auth.no-permission": "a caller without the permission",
  "api.auth.malformed": "an Authorization header that lacks a part",
  "register.error.taken-name": "a name that is taken",
  "register.token.replay": "a registration repeated with its token",
  "register.token.not-executed-twice": "a registration repeated with its token",
  "register.token.other-token": "a taken name that comes with another token",
  "register.token.absent": "a registration repeated without a token",
  "register.token.case-sensitive": "a token that differs from another's in case, or in its last character, alone",
  "register.parallel.same-name": "parallel registrations of one name",
  "register.parallel.same-token": "parallel registrations with one token",
  "register.parallel.distinct-names": "parallel registrations of several names",
  "register.parallel.deregister": "parallel deregistrations of one cluster",
  "register.again": "a name whose cluster was deregistered",
  "describe.error.unknown-name": "a name that is not registered",
  "describe.after-register": "a name that is registered",
  "describe.after-deregister": "a name that was deregistered before",
  "deregister.error.unknown-name": "a name that is not registered",
  "deregister.answer": "a name that is registered",
  "deregister.twice": "a name that was deregistered before",
};

/** The first that fits. */
export const SITUATIONS: readonly Situation[] = [
  ...Object.entries(IN_WORDS).map(([id, sent]) => ({ of: new RegExp(`^${id.replaceAll(".", "\\.")}$`), sent })),
  { of: /^[^.]+\.route$/, sent: "a request to its documented path" },
  // What a table promises of the operations of any service.
  { of: /^[^.]+\.valid$/, sent: "a valid request" },
  { of: /^[^.]+\.(?:unknown|error\.unknown-resource)$/, sent: "a name that does not exist" },
  { of: /^[^.]+\.taken(?:\.[^.]+)?$/, sent: "a name that is taken" },
  { of: /^[^.]+\.elsewhere$/, sent: "a name that belongs to another parent" },
  { of: /^[^.]+\.held$/, sent: "the deletion of what has others that are deleted first" },
  { of: /^[^.]+\.protected$/, sent: "the deletion of what is protected from it" },
  { of: /^[^.]+\.parallel\.same-name$/, sent: "parallel requests for one name" },
  { of: /^[^.]+\.parallel\.same-token$/, sent: "parallel requests with one client token" },
  { of: /^[^.]+\.parallel\.distinct$/, sent: "parallel requests for several resources" },
  { of: /^[^.]+\.parallel\.same-resource$/, sent: "parallel deletions of one resource" },
  { of: /^[^.]+\.pages\.bad-token$/, sent: "a page token that no answer gave" },
];

/** Ids of requirements that situations are told of, one by one. */
export const IDS_IN_SITUATIONS: readonly string[] = Object.keys(IN_WORDS);
