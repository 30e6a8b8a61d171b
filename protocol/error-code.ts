import type { Exchange, Header, WireResponse } from "./exchange.ts";

/** The value of the first header of that name (given in lower case), whatever its case on the wire. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  for (const [candidate, value] of headers) {
    if (candidate.length === name.length && candidate.toLowerCase() === name) return value;
  }
  return undefined;
}

/**
 * The error code as a restJson1 client finds it: header `x-amzn-errortype`, else the body's `code`, else its `__type`;
 * cut at the first `:`, then after the first `#`. Only for deciding about retries: the oracles have their own reading.
 */
export function errorCodeOf(response: WireResponse): string | undefined {
  const raw = headerValue(response.headers, "x-amzn-errortype") ?? codeInBody(response.body);
  if (raw === undefined) return undefined;
  const beforeColon = raw.split(":", 1)[0] ?? "";
  return beforeColon.slice(beforeColon.indexOf("#") + 1).trim();
}

function codeInBody(body: Uint8Array): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const member of ["code", "__type"]) {
    const code: unknown = Object.hasOwn(value, member) ? (value as Record<string, unknown>)[member] : undefined;
    if (typeof code === "string") return code;
  }
  return undefined;
}

/** The error code of an answer, as clients find it. */
export function codeOf({ response }: Exchange): string | undefined {
  return response === undefined ? undefined : errorCodeOf(response);
}

/** An answer in a few words: `409 ResourceInUseException`, or why there was none. */
export function answerText(exchange: Exchange): string {
  const { response, failure } = exchange;
  if (response === undefined) return `nothing: ${failure?.message ?? "no response"}`;
  return [response.status, codeOf(exchange)].filter((part) => part !== undefined).join(" ");
}
