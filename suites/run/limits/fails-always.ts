import type { Exchange, WireRequest } from "../../../protocol/exchange.ts";

/** After so many cases in a row in which every answer was a 5xx, further cases would show nothing new. */
const CRASHING_CASES = 24;

export interface FailsAlways {
  /** Takes what a case met; true once the endpoint seems to answer every request with a 5xx. */
  see(exchanges: readonly Exchange[]): boolean;
}

/**
 * Counts cases that met nothing but 5xx. Once an operation has answered otherwise, only cases of such operations count:
 * one that is not there, and answers 501 or 500 as unknown paths may, says nothing about the others.
 */
export function failsAlways(operationOf: (request: WireRequest) => string | undefined): FailsAlways {
  const working = new Set<string | undefined>();
  let inARow = 0;
  return {
    see: (exchanges) => {
      const answered = exchanges.filter((each) => each.response !== undefined && !isCrash(each));
      for (const { request } of answered) working.add(operationOf(request));
      const isTelling = working.size === 0 || exchanges.some(({ request }) => working.has(operationOf(request)));
      if (exchanges.length === 0 || !exchanges.every(isCrash)) inARow = 0;
      else if (isTelling) inARow += 1;
      return inARow >= CRASHING_CASES;
    },
  };
}

function isCrash({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 500;
}
