import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Of 192 bits: nobody guesses it, be it with all the time that a proxy runs. */
const TOKEN_BYTES = 24;

/** What an address needs so that the page answers; in characters that an address may hold as they are. */
export function newPageToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Takes the same time whatever was given, of whatever length. */
export function isPageToken(given: string, token: string): boolean {
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
