/** RFC 9110, section 9.2.1: a request of such a method asks for no change. */
const SAFE = ["GET", "HEAD", "OPTIONS", "TRACE"];

export function isSafe(method: string): boolean {
  return SAFE.includes(method);
}
