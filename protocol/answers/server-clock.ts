import { headerValue } from "../headers.ts";
import type { Reply } from "./reply.ts";

/** What an endpoint's own clock showed as it answered, by its Date header: epoch milliseconds, cut to seconds. */
export function serverClock({ exchange: { response } }: Reply): number | undefined {
  const date = response === undefined ? undefined : headerValue(response.headers, "date");
  const stamp = Date.parse(date ?? "");
  return Number.isNaN(stamp) ? undefined : stamp;
}
