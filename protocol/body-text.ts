import type { WireRequest } from "./exchange.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder();

/** The text of a request's body, a byte order mark included. Throws where it is not UTF-8. */
export function bodyText({ body }: WireRequest): string {
  return strict.decode(body);
}

/** The same, but what is not UTF-8 is read as well as may be. */
export function readableBodyText(request: WireRequest): string {
  try {
    return bodyText(request);
  } catch {
    return lossy.decode(request.body);
  }
}
