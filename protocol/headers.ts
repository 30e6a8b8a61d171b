import type { Header } from "./exchange.ts";

/** The value of the first header of that name (given in lower case), whatever its case on the wire. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  for (const [candidate, value] of headers) {
    if (candidate.length === name.length && candidate.toLowerCase() === name) return value;
  }
  return undefined;
}

/** The media type of a message without its parameters, in lower case; undefined where it names none. */
export function mediaTypeOf(headers: readonly Header[]): string | undefined {
  return headerValue(headers, "content-type")?.split(";", 1)[0]?.trim().toLowerCase();
}
