import type { Credentials } from "./credentials.ts";
import { sha256Hex } from "./sigv4.ts";

/** Well-formed, and nobody's: an example of the AWS documentation. */
export const UNKNOWN_KEY: Credentials = {
  accessKeyId: "AKIAI44QH8DHBEXAMPLE",
  secretAccessKey: "unknown-secret-access-key",
};
export const WRONG_SECRET = "not-the-secret-access-key-of-this-id";

/** What "body-not-covered" is signed over: the body and a space, which JSON would not mind. */
export function hashOfAnotherBody(body: Uint8Array | undefined): string {
  return sha256Hex(Buffer.concat([body ?? new Uint8Array(), Buffer.from(" ")]));
}
