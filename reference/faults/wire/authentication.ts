import type { Patch } from "#reference/fault.ts";
import { headerValue } from "#reference/message.ts";
import { after, around, instead, omitting } from "#reference/patches.ts";
import { Refusal } from "#reference/refusal.ts";
import { sha256Hex, signatureHex, signingKey, stringToSign } from "#reference/sigv4/signature.ts";
import { canonicalRequest } from "#reference/sigv4/canonical-request.ts";
import { refusedAs } from "#reference/faults/answers/errors.ts";
import { breaking, breakingBy, crash, family, warned } from "#reference/faults/defect.ts";
import { trusted } from "./trusted.ts";
import type { Call } from "#reference/behaviours.ts";
import type { OperationName } from "#reference/wire/route.ts";

function authorizationOf({ request }: Call): string | undefined {
  return headerValue(request.headers, "authorization");
}

/** A signature is looked at before a request is routed. */
function operationOf(call: Call): OperationName | undefined {
  const { method, path } = call.request;
  return call.behaviours.matchRoute(method, path.replace(/\?.*/s, ""), call)?.operation;
}

/** Signatures are compared by their first digits alone. */
function comparedBy(length: number): Patch {
  return () => ({
    checkSignature: ({ authorization, credentials, amzDate, bodyHash }, { request }) => {
      const canonical = canonicalRequest(request, authorization.signedHeaders, bodyHash);
      const key = signingKey(credentials.secretAccessKey, authorization.scope);
      const expected = signatureHex(key, stringToSign(amzDate, authorization.scope, canonical));
      if (authorization.signature.slice(0, length) === expected.slice(0, length)) return undefined;
      return new Refusal("InvalidSignatureException", "The signature does not match.");
    },
  });
}

const lacksSignature = (call: Call): boolean => authorizationOf(call)?.includes("Signature=") === false;

/** The age of a signature is counted up to another time. */
const atTime = (change: (call: Call, time: number) => number): Patch =>
  around("checkClock", (own, signed, call) =>
    own(signed, { ...call, receivedAt: change(call, timeOf(signed.amzDate)) }),
  );

/** Epoch milliseconds of YYYYMMDDTHHMMSSZ. */
function timeOf(amzDate: string): number {
  return Date.parse(amzDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
}

/** Operations none of whose signatures is looked at. */
const unchecked = breakingBy((operations: readonly OperationName[]) =>
  trusted((call) => operations.some((each) => each === operationOf(call))),
);

/** SigV4: each thing that a verifier must look at, not looked at; and refusals by another name. */
export const AUTHENTICATION = family(
  "authentication",
  unchecked(["api.auth.unsigned", "api.auth.bad-signature"], {
    "signatures-of-registrations-not-checked": ["Looks at no signature of RegisterCluster.", ["RegisterCluster"]],
    "signatures-of-reads-not-checked": [
      "Looks at no signature of DescribeCluster, ListClusters, ListTagsForResource.",
      ["DescribeCluster", "ListClusters", "ListTagsForResource"],
    ],
    "signatures-of-deregistrations-not-checked": ["Looks at no signature of DeregisterCluster.", ["DeregisterCluster"]],
    "signatures-of-tag-requests-not-checked": [
      "Looks at no signature of TagResource, UntagResource.",
      ["TagResource", "UntagResource"],
    ],
  }),
  breaking("api.auth.unsigned", {
    "unsigned-registrations-accepted": [
      "Carries out unsigned registrations.",
      trusted((call) => call.request.method === "POST" && authorizationOf(call) === undefined),
    ],
    "unsigned-reads-accepted": [
      "Answers unsigned requests that read.",
      trusted((call) => call.request.method === "GET" && authorizationOf(call) === undefined),
    ],
    "unsigned-refused-as-access-denied": [
      "Refuses an unsigned request as AccessDeniedException.",
      refusedAs("MissingAuthenticationTokenException")("AccessDeniedException"),
    ],
  }),
  breaking(["api.auth.unsigned", "api.auth.bad-signature"], {
    "signatures-of-registrations-alone-checked": [
      "Looks at no signature but those of registrations.",
      trusted((call) => operationOf(call) !== "RegisterCluster"),
    ],
  }),
  breaking("api.auth.malformed", {
    "malformed-authorization-accepted": [
      "Carries out registrations whose Authorization header lacks a part.",
      trusted(lacksSignature),
    ],
    "malformed-authorization-refused-as-bad-signature": [
      "Refuses an Authorization header that lacks a part as a signature that does not match.",
      refusedAs("IncompleteSignatureException")("InvalidSignatureException"),
    ],
  }),
  breaking("api.auth.unknown-key", {
    "access-key-not-checked": [
      "Lets every access key through whatever its signature.",
      trusted((call) => authorizationOf(call)?.includes("AKIAI44QH8DHBEXAMPLE") === true),
    ],
    "access-key-checked-with-the-signature": [
      "Tells an unknown access key by its signature, and calls it an invalid signature.",
      omitting("checkAccessKey"),
    ],
    "unknown-key-refused-as-access-denied": [
      "Refuses an unknown access key as AccessDeniedException.",
      refusedAs("UnrecognizedClientException")("AccessDeniedException"),
    ],
  }),
  breaking("api.auth.bad-signature", {
    "signature-not-compared": ["Reads the signature, and compares it with nothing.", omitting("checkSignature")],
    "signature-compared-up-to-its-last-digit": ["Compares every digit of the signature but the last.", comparedBy(63)],
    "signature-compared-by-length": ["Is content with any signature of the right length.", comparedBy(0)],
  }),
  breaking(["api.auth.bad-signature", "api.auth.body-not-covered"], {
    "scope-alone-checked": [
      "Checks the credential scope, and neither signature nor body.",
      omitting("checkSignature", "checkBodyHash"),
    ],
    "bad-signature-refused-as-unknown-key": [
      "Refuses a signature that does not match as an unknown access key.",
      refusedAs("InvalidSignatureException")("UnrecognizedClientException"),
    ],
  }),
  breaking("api.auth.wrong-service", {
    "scope-service-not-checked": ["Accepts signatures for other services.", omitting("checkScopeService")],
  }),
  warned("api.auth.wrong-region", {
    "scope-region-not-checked": ["Accepts signatures for other Regions.", omitting("checkScopeRegion")],
  }),
  breaking("api.auth.expired-date", {
    "request-date-not-checked": ["Accepts signatures of any age.", omitting("checkClock")],
    "request-date-of-the-past-not-checked": [
      "Accepts signatures of the past.",
      atTime((call, time) => Math.min(call.receivedAt, time)),
    ],
    "request-date-of-the-future-not-checked": [
      "Accepts signatures of the future.",
      atTime((call, time) => Math.max(call.receivedAt, time)),
    ],
    "request-date-an-hour-off-accepted": [
      "Accepts signatures up to an hour old.",
      after("checkClock", (refusal, { amzDate }, { receivedAt }) =>
        Math.abs(receivedAt - timeOf(amzDate)) < 3_600_000 ? undefined : refusal,
      ),
    ],
  }),
  breaking("api.auth.expired-token", {
    "expired-token-accepted": [
      "Does not look at the time until which a session token holds.",
      omitting("checkSessionExpiry"),
    ],
    "expired-token-accepted-for-registrations": [
      "Looks at the time until which a session token holds only where something is read.",
      after("checkSessionExpiry", (refusal, _signed, { request }) => (request.method === "POST" ? undefined : refusal)),
    ],
    "expired-token-refused-as-bad-signature": [
      "Refuses an expired session token as a signature that does not match.",
      refusedAs("ExpiredTokenException")("InvalidSignatureException"),
    ],
  }),
  breaking(["api.auth.expired-token", "api.no-server-error"], {
    "crash-on-expired-token": [
      "Fails with 500 on an expired session token.",
      after("checkSessionExpiry", (refusal) => refusal && crash()),
    ],
  }),
  breaking("api.auth.no-permission", {
    "permission-not-checked": ["Lets every caller register whose signature is right.", omitting("checkPermission")],
    "no-permission-refused-as-unknown-key": [
      "Refuses a caller without the permission as an unknown access key.",
      refusedAs("AccessDeniedException")("UnrecognizedClientException"),
    ],
  }),
  breaking("api.auth.body-not-covered", {
    "body-not-covered-by-signature": [
      "Believes the header that says what the body's hash is.",
      () => ({
        hashBody: ({ request }) => headerValue(request.headers, "x-amz-content-sha256") ?? sha256Hex(request.body),
      }),
    ],
  }),
  warned("api.auth.malformed", {
    "malformed-authorization-refused-as-unsigned": [
      "Takes an Authorization header that lacks a part for none.",
      refusedAs("IncompleteSignatureException")("MissingAuthenticationTokenException"),
    ],
  }),
  breaking(["api.auth.malformed", "api.no-server-error"], {
    "crash-on-malformed-authorization": [
      "Fails with 500 on an Authorization header that lacks a part.",
      instead("readAuthorization", lacksSignature, crash),
    ],
  }),
);
