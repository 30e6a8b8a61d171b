import type { Header } from "./exchange.ts";

/** The value of the first header of that name (given in lower case), whatever its case on the wire. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  for (const [candidate, value] of headers) {
    if (candidate.length === name.length && candidate.toLowerCase() === name) return value;
  }
  return undefined;
}
