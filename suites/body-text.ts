import { perObject } from "../spec/per-object.ts";
import type { WireRequest } from "../target/exchange.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder();

/** The text of a request's body, a byte order mark included, read once: several ask. Throws where it is not UTF-8. */
export const bodyText: (request: WireRequest) => string = perObject(({ body }) => decoder.decode(body));

/** The same, but what is not UTF-8 is read as well as may be. */
export function readableBodyText(request: WireRequest): string {
  try {
    return bodyText(request);
  } catch {
    return lossy.decode(request.body);
  }
}
