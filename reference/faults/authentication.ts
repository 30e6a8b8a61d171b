import type { Patch } from "../fault.ts";
import { headerValue } from "../message.ts";
import { Refusal, type ErrorCode } from "../refusal.ts";
import { sha256Hex, signatureHex, signingKey, stringToSign } from "../sigv4/signature.ts";
import { canonicalRequest } from "../sigv4/canonical-request.ts";
import { crash, family } from "./family.ts";
import { trusted } from "./trusted.ts";
import type { Call } from "../behaviours.ts";
import type { OperationName } from "../wire/route.ts";

const nothing = (): undefined => undefined;

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

/** Errors about signatures go by another code. */
function refusedAs(from: ErrorCode, to: ErrorCode): Patch {
  return (behaviours) => ({
    renderError: (refusal, call) =>
      behaviours.renderError(refusal.code === from ? new Refusal(to, refusal.message) : refusal, call),
  });
}

/** SigV4: each thing that a verifier must look at, not looked at; and refusals by another name. */
export const AUTHENTICATION = family("authentication", [
  {
    id: "unsigned-registrations-accepted",
    sentence: "Carries out unsigned registrations.",
    requirements: ["api.auth.unsigned"],
    patch: trusted((call) => call.request.method === "POST" && authorizationOf(call) === undefined),
  },
  {
    id: "unsigned-reads-accepted",
    sentence: "Answers unsigned requests that read.",
    requirements: ["api.auth.unsigned"],
    patch: trusted((call) => call.request.method === "GET" && authorizationOf(call) === undefined),
  },
  ...(
    [
      ["registrations", "RegisterCluster"],
      ["reads", "DescribeCluster", "ListClusters", "ListTagsForResource"],
      ["deregistrations", "DeregisterCluster"],
      ["tag-requests", "TagResource", "UntagResource"],
    ] as const
  ).map(([what, ...operations]) => ({
    id: `signatures-of-${what}-not-checked`,
    sentence: `Looks at no signature of ${operations.join(", ")}.`,
    requirements: ["api.auth.unsigned", "api.auth.bad-signature"],
    patch: trusted((call) => operations.some((each) => each === operationOf(call))),
  })),
  {
    id: "signatures-of-registrations-alone-checked",
    sentence: "Looks at no signature but those of registrations.",
    requirements: ["api.auth.unsigned", "api.auth.bad-signature"],
    patch: trusted((call) => operationOf(call) !== "RegisterCluster"),
  },
  {
    id: "malformed-authorization-accepted",
    sentence: "Carries out registrations whose Authorization header lacks a part.",
    requirements: ["api.auth.malformed"],
    patch: trusted((call) => authorizationOf(call)?.includes("Signature=") === false),
  },
  {
    id: "access-key-not-checked",
    sentence: "Lets every access key through whatever its signature.",
    requirements: ["api.auth.unknown-key"],
    patch: trusted((call) => authorizationOf(call)?.includes("AKIAI44QH8DHBEXAMPLE") === true),
  },
  {
    id: "access-key-checked-with-the-signature",
    sentence: "Tells an unknown access key by its signature, and calls it an invalid signature.",
    requirements: ["api.auth.unknown-key"],
    patch: () => ({ checkAccessKey: nothing }),
  },
  {
    id: "signature-not-compared",
    sentence: "Reads the signature, and compares it with nothing.",
    requirements: ["api.auth.bad-signature"],
    patch: () => ({ checkSignature: nothing }),
  },
  {
    id: "signature-compared-up-to-its-last-digit",
    sentence: "Compares every digit of the signature but the last.",
    requirements: ["api.auth.bad-signature"],
    patch: comparedBy(63),
  },
  {
    id: "signature-compared-by-length",
    sentence: "Is content with any signature of the right length.",
    requirements: ["api.auth.bad-signature"],
    patch: comparedBy(0),
  },
  {
    id: "scope-alone-checked",
    sentence: "Checks the credential scope, and neither signature nor body.",
    requirements: ["api.auth.bad-signature", "api.auth.body-not-covered"],
    patch: () => ({ checkSignature: nothing, checkBodyHash: nothing }),
  },
  {
    id: "scope-service-not-checked",
    sentence: "Accepts signatures for other services.",
    requirements: ["api.auth.wrong-service"],
    patch: () => ({ checkScopeService: nothing }),
  },
  {
    id: "scope-region-not-checked",
    sentence: "Accepts signatures for other Regions.",
    level: "SHOULD",
    requirements: ["api.auth.wrong-region"],
    patch: () => ({ checkScopeRegion: nothing }),
  },
  {
    id: "request-date-not-checked",
    sentence: "Accepts signatures of any age.",
    requirements: ["api.auth.expired-date"],
    patch: () => ({ checkClock: nothing }),
  },
  {
    id: "request-date-of-the-past-not-checked",
    sentence: "Accepts signatures of the past.",
    requirements: ["api.auth.expired-date"],
    patch: (behaviours) => ({
      checkClock: (signed, call) =>
        behaviours.checkClock(signed, { ...call, receivedAt: Math.min(call.receivedAt, timeOf(signed.amzDate)) }),
    }),
  },
  {
    id: "request-date-of-the-future-not-checked",
    sentence: "Accepts signatures of the future.",
    requirements: ["api.auth.expired-date"],
    patch: (behaviours) => ({
      checkClock: (signed, call) =>
        behaviours.checkClock(signed, { ...call, receivedAt: Math.max(call.receivedAt, timeOf(signed.amzDate)) }),
    }),
  },
  {
    id: "request-date-an-hour-off-accepted",
    sentence: "Accepts signatures up to an hour old.",
    requirements: ["api.auth.expired-date"],
    patch: (behaviours) => ({
      checkClock: (signed, call) => {
        const off = Math.abs(call.receivedAt - timeOf(signed.amzDate));
        return off < 3_600_000 ? undefined : behaviours.checkClock(signed, call);
      },
    }),
  },
  {
    id: "expired-token-accepted",
    sentence: "Does not look at the time until which a session token holds.",
    requirements: ["api.auth.expired-token"],
    patch: () => ({ checkSessionExpiry: nothing }),
  },
  {
    id: "expired-token-accepted-for-registrations",
    sentence: "Looks at the time until which a session token holds only where something is read.",
    requirements: ["api.auth.expired-token"],
    patch: (behaviours) => ({
      checkSessionExpiry: (signed, call) =>
        call.request.method === "POST" ? undefined : behaviours.checkSessionExpiry(signed, call),
    }),
  },
  {
    id: "expired-token-refused-as-bad-signature",
    sentence: "Refuses an expired session token as a signature that does not match.",
    requirements: ["api.auth.expired-token"],
    patch: refusedAs("ExpiredTokenException", "InvalidSignatureException"),
  },
  {
    id: "crash-on-expired-token",
    sentence: "Fails with 500 on an expired session token.",
    requirements: ["api.auth.expired-token", "api.no-server-error"],
    patch: (behaviours) => ({
      checkSessionExpiry: (signed, call) =>
        behaviours.checkSessionExpiry(signed, call) === undefined ? undefined : crash(),
    }),
  },
  {
    id: "permission-not-checked",
    sentence: "Lets every caller register whose signature is right.",
    requirements: ["api.auth.no-permission"],
    patch: () => ({ checkPermission: nothing }),
  },
  {
    id: "no-permission-refused-as-unknown-key",
    sentence: "Refuses a caller without the permission as an unknown access key.",
    requirements: ["api.auth.no-permission"],
    patch: refusedAs("AccessDeniedException", "UnrecognizedClientException"),
  },
  {
    id: "body-not-covered-by-signature",
    sentence: "Believes the header that says what the body's hash is.",
    requirements: ["api.auth.body-not-covered"],
    patch: () => ({
      hashBody: ({ request }) => headerValue(request.headers, "x-amz-content-sha256") ?? sha256Hex(request.body),
    }),
  },
  {
    id: "unsigned-refused-as-access-denied",
    sentence: "Refuses an unsigned request as AccessDeniedException.",
    requirements: ["api.auth.unsigned"],
    patch: refusedAs("MissingAuthenticationTokenException", "AccessDeniedException"),
  },
  {
    id: "unknown-key-refused-as-access-denied",
    sentence: "Refuses an unknown access key as AccessDeniedException.",
    requirements: ["api.auth.unknown-key"],
    patch: refusedAs("UnrecognizedClientException", "AccessDeniedException"),
  },
  {
    id: "bad-signature-refused-as-unknown-key",
    sentence: "Refuses a signature that does not match as an unknown access key.",
    requirements: ["api.auth.bad-signature", "api.auth.body-not-covered"],
    patch: refusedAs("InvalidSignatureException", "UnrecognizedClientException"),
  },
  {
    id: "malformed-authorization-refused-as-bad-signature",
    sentence: "Refuses an Authorization header that lacks a part as a signature that does not match.",
    requirements: ["api.auth.malformed"],
    patch: refusedAs("IncompleteSignatureException", "InvalidSignatureException"),
  },
  {
    id: "malformed-authorization-refused-as-unsigned",
    sentence: "Takes an Authorization header that lacks a part for none.",
    level: "SHOULD",
    requirements: ["api.auth.malformed"],
    patch: refusedAs("IncompleteSignatureException", "MissingAuthenticationTokenException"),
  },
  {
    id: "crash-on-malformed-authorization",
    sentence: "Fails with 500 on an Authorization header that lacks a part.",
    requirements: ["api.auth.malformed", "api.no-server-error"],
    patch: (behaviours) => ({
      readAuthorization: (call) =>
        authorizationOf(call)?.includes("Signature=") === false ? crash() : behaviours.readAuthorization(call),
    }),
  },
]);

/** Epoch milliseconds of YYYYMMDDTHHMMSSZ. */
function timeOf(amzDate: string): number {
  return Date.parse(amzDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
}
