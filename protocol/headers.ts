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

/** Headers in the flat form in which HTTP libraries give them: name, value, name, value. Bytes are read as Latin-1. */
export function headerPairs(raw: readonly (Buffer | string)[]): Header[] {
  const pairs: Header[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([latin1(raw[index]), latin1(raw[index + 1])]);
  return pairs;
}

function latin1(bytes: Buffer | string | undefined): string {
  return typeof bytes === "string" ? bytes : (bytes?.toString("latin1") ?? "");
}
