/** RFC 9110, section 9.2.1: a request of such a method asks for no change. */
const SAFE = ["GET", "HEAD", "OPTIONS", "TRACE"];
/** Requests of these methods are sent without a body. */
const BODILESS = ["GET", "HEAD", "DELETE"];

export function isSafe(method: string): boolean {
  return SAFE.includes(method);
}

export function isBodiless(method: string): boolean {
  return BODILESS.includes(method);
}
