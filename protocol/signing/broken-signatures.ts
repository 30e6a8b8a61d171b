import type { Credentials } from "./credentials.ts";
import { sha256Hex } from "./sigv4.ts";

/** Well-formed, and nobody's: an example of the AWS documentation. */
export const UNKNOWN_KEY: Credentials = {
  accessKeyId: "AKIAI44QH8DHBEXAMPLE",
  secretAccessKey: "unknown-secret-access-key",
};
export const WRONG_SECRET = "not-the-secret-access-key-of-this-id";

/** A service that is signed for in place of the one that is asked. */
export const WRONG_SERVICE = "s3";
/** Headers that are no signature. */
export const MALFORMED = [
  "",
  "AWS4-HMAC-SHA256",
  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/eks/aws4_request",
];

/** What "body-not-covered" is signed over: the body and a space, which JSON would not mind. */
export function hashOfAnotherBody(body: Uint8Array | undefined): string {
  return sha256Hex(Buffer.concat([body ?? new Uint8Array(), Buffer.from(" ")]));
}
