import type { WireRequest } from "./exchange.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder();

/** The text of a request's body, a byte order mark included. Throws where it is not UTF-8. */
export function bodyText({ body }: WireRequest): string {
  return strict.decode(body);
}

/**
 * The same, but what is not UTF-8 is read as well as may be: UTF-16 by where its zero bytes stand, since JSON begins
 * with ASCII and there are readers that tell it so (RFC 4627, section 3).
 */
export function readableBodyText(request: WireRequest): string {
  const [first, second] = request.body?.subarray(isMarked(request) ? 2 : 0) ?? [];
  if (first === 0 && second !== 0) return new TextDecoder("utf-16be").decode(request.body);
  if (second === 0 && first !== 0) return new TextDecoder("utf-16le").decode(request.body);
  try {
    return bodyText(request);
  } catch {
    return lossy.decode(request.body);
  }
}

/** Whether the body begins with UTF-16's byte order mark. */
function isMarked({ body }: WireRequest): boolean {
  const [first, second] = body ?? [];
  return (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
}
