import type { Variant } from "../fault.ts";
import { Refusal } from "../refusal.ts";
import { asAnotherError } from "./answers.ts";

const FIVE_MINUTES = 300_000;

/** How bad signatures are refused. */
export const SIGNATURE_VARIANTS: readonly Variant[] = [
  {
    id: "unsigned-as-MissingAuthenticationToken",
    sentence: "Refuses an unsigned request as MissingAuthenticationToken, without the ending Exception.",
    source: "protocol.md, P64; Common Errors",
    patch: asAnotherError("MissingAuthenticationTokenException", 403, "MissingAuthenticationToken"),
  },
  {
    id: "mismatch-as-SignatureDoesNotMatch",
    sentence: "Refuses a signature that does not match as SignatureDoesNotMatch.",
    source: "AWS Query services; IAM User Guide, troubleshooting of signatures",
    patch: asAnotherError("InvalidSignatureException", 403, "SignatureDoesNotMatch"),
  },
  {
    id: "unknown-key-as-InvalidClientTokenId",
    sentence: "Refuses an unknown access key as InvalidClientTokenId.",
    source: "Common Errors",
    patch: asAnotherError("UnrecognizedClientException", 403, "InvalidClientTokenId"),
  },
  {
    id: "malformed-as-IncompleteSignature",
    sentence: "Refuses an Authorization header that lacks a part with 400 IncompleteSignature.",
    source: "protocol.md, P64; Common Errors",
    patch: asAnotherError("IncompleteSignatureException", 400, "IncompleteSignature"),
  },
  {
    id: "expired-token-as-ExpiredToken",
    sentence: "Refuses an expired session token as ExpiredToken, without the ending Exception.",
    source: "protocol.md, P64; Common Errors",
    patch: asAnotherError("ExpiredTokenException", 403, "ExpiredToken"),
  },
  {
    id: "expired-token-as-unknown",
    sentence: "Knows an expired session token no longer.",
    source: "protocol.md, P54",
    patch: asAnotherError("ExpiredTokenException", 403, "UnrecognizedClientException"),
  },
  {
    id: "no-permission-but-to-read",
    sentence: "Lets a caller read that may not register.",
    source: "API page, AccessDeniedException",
    patch: (behaviours) => ({
      checkPermission: (signed, call) =>
        call.request.method === "GET" ? undefined : behaviours.checkPermission(signed, call),
    }),
  },
  {
    id: "five-minutes-of-skew",
    sentence: "Refuses a request dated more than five minutes off.",
    source: "protocol.md, P60",
    patch: (behaviours) => ({
      checkClock: (signed, call) => {
        const date = signed.amzDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5");
        const off = Math.abs(Date.parse(date) - call.receivedAt);
        return off > FIVE_MINUTES
          ? new Refusal("InvalidSignatureException", "The request is dated too far off.")
          : behaviours.checkClock(signed, call);
      },
    }),
  },
];
