export type Header = readonly [name: string, value: string];

/** A request as it came off the wire: nothing decoded, nothing normalised. */
export interface ReferenceRequest {
  readonly method: string;
  /** Request target, with the query, percent-encoded as sent. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

type ReplyFate =
  | "deliver"
  | "drop" // the connection closes before any work is done
  | "lose-reply" // the work is done, then the connection closes
  | "hang" // the work is done, and nothing is ever sent
  | "cut" // half of the body is sent, then the connection closes
  | "endless"; // after the body, more and more is sent

/** How a response travels; only the HTTP adapter acts on it. */
export interface Transport {
  readonly fate: ReplyFate;
  readonly delayMs: number;
  /** Chunked transfer coding, in two pieces, instead of a content-length. */
  readonly chunked: boolean;
  /** Sends `connection: close` and closes after this response. */
  readonly close: boolean;
}

export interface ReferenceResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | string;
  readonly transport: Transport;
}

export const PLAIN_TRANSPORT: Transport = { fate: "deliver", delayMs: 0, chunked: false, close: false };

/** All values of a header, in order; `name` in lower case. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  return headers.filter(([candidate]) => sameName(candidate, name)).map(([, value]) => value);
}

/** The first value of a header; `name` in lower case. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([candidate]) => sameName(candidate, name))?.[1];
}

function sameName(candidate: string, name: string): boolean {
  return candidate.length === name.length && candidate.toLowerCase() === name;
}

/** Path and query of a request target, split at its first question mark. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf("?");
  return mark < 0 ? { path: target, query: "" } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Names and values of a query, in order, encoded as sent; a name without `=` has the empty value. */
export function splitQuery(query: string): (readonly [name: string, value: string])[] {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
    });
}
