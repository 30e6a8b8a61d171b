import type { Exchange, WireRequest } from "#protocol/exchange.ts";

/** After so many cases in a row in which every answer was a 5xx, further cases would show nothing new. */
const CRASHING_CASES = 24;

export interface KnownOperations {
  /** The operation that a request is for, if any. */
  readonly operationOf: (request: WireRequest) => string | undefined;
  /** Operations that have been answered otherwise than with a 5xx so far. */
  readonly working: ReadonlySet<string>;
}

export interface FailsAlways {
  /** Takes what a case met; true once the endpoint seems to answer every request with a 5xx. */
  see(exchanges: readonly Exchange[]): boolean;
}

/**
 * Counts cases that met nothing but 5xx. Once an operation has answered otherwise, only cases of such operations count:
 * one that is not there, and answers 501 or 500 as unknown paths may, says nothing about the others.
 */
export function failsAlways({ operationOf, working }: KnownOperations): FailsAlways {
  let inARow = 0;
  return {
    see: (exchanges) => {
      if (exchanges.length === 0 || !exchanges.every(isServerStatus)) inARow = 0;
      else if (working.size === 0 || exchanges.some(({ request }) => working.has(operationOf(request) ?? "")))
        inARow += 1;
      return inARow >= CRASHING_CASES;
    },
  };
}

function isServerStatus({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 500;
}
