import { Refusal } from "#reference/refusal.ts";
import { asAnotherError } from "./answers.ts";
import { around } from "#reference/patches.ts";
import { variants } from "./rows.ts";

const FIVE_MINUTES = 300_000;

/** How bad signatures are refused. */
export const SIGNATURE_VARIANTS = variants({
  "unsigned-as-MissingAuthenticationToken": [
    "Refuses an unsigned request as MissingAuthenticationToken, without the ending Exception.",
    "protocol.md, P64; Common Errors",
    asAnotherError("MissingAuthenticationTokenException", 403, "MissingAuthenticationToken"),
  ],
  "mismatch-as-SignatureDoesNotMatch": [
    "Refuses a signature that does not match as SignatureDoesNotMatch.",
    "AWS Query services; IAM User Guide, troubleshooting of signatures",
    asAnotherError("InvalidSignatureException", 403, "SignatureDoesNotMatch"),
  ],
  "unknown-key-as-InvalidClientTokenId": [
    "Refuses an unknown access key as InvalidClientTokenId.",
    "Common Errors",
    asAnotherError("UnrecognizedClientException", 403, "InvalidClientTokenId"),
  ],
  "malformed-as-IncompleteSignature": [
    "Refuses an Authorization header that lacks a part with 400 IncompleteSignature.",
    "protocol.md, P64; Common Errors",
    asAnotherError("IncompleteSignatureException", 400, "IncompleteSignature"),
  ],
  "expired-token-as-ExpiredToken": [
    "Refuses an expired session token as ExpiredToken, without the ending Exception.",
    "protocol.md, P64; Common Errors",
    asAnotherError("ExpiredTokenException", 403, "ExpiredToken"),
  ],
  "expired-token-as-unknown": [
    "Knows an expired session token no longer.",
    "protocol.md, P54",
    asAnotherError("ExpiredTokenException", 403, "UnrecognizedClientException"),
  ],
  "no-permission-but-to-read": [
    "Lets a caller read that may not register.",
    "API page, AccessDeniedException",
    around("checkPermission", (own, signed, call) => (call.request.method === "GET" ? undefined : own(signed, call))),
  ],
  "five-minutes-of-skew": [
    "Refuses a request dated more than five minutes off.",
    "protocol.md, P60",
    around("checkClock", (own, signed, call) => {
      const date = signed.amzDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5");
      const off = Math.abs(Date.parse(date) - call.receivedAt);
      return off > FIVE_MINUTES
        ? new Refusal("InvalidSignatureException", "The request is dated too far off.")
        : own(signed, call);
    }),
  ],
});
