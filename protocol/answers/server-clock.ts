import { headerValue } from "#protocol/headers.ts";
import type { Reply } from "./reply.ts";

/** A date of HTTP, of which two forms end with its zone and the third, asctime's, has none (RFC 9110, section 5.6.7). */
const ZONED = /^[A-Z][a-z]+,.* GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * What an endpoint's own clock showed as it answered, by its Date header: epoch milliseconds, cut to seconds. Undefined
 * where that is no date of HTTP: other forms would be read in our own time zone.
 */
export function serverClock({ exchange: { response } }: Reply): number | undefined {
  const date = response === undefined ? undefined : headerValue(response.headers, "date")?.trim();
  if (date === undefined || !(ZONED.test(date) || ASCTIME.test(date))) return undefined;
  const stamp = Date.parse(date.endsWith("GMT") ? date : `${date} GMT`);
  return Number.isNaN(stamp) ? undefined : stamp;
}
