import type { Exchange } from "#protocol/exchange.ts";
import { isSafe } from "#protocol/methods.ts";

/**
 * How many exchanges of a case are kept, around the decisive one; of a failed case, all that a script needs to repeat
 * it.
 */
const KEPT = 12;
const KEPT_OF_FAILURE = 64;

export interface KeptExchanges {
  readonly shown: readonly Exchange[];
  /** Index of the decisive exchange among those shown; 0 if there is none. */
  readonly decisive: number;
  /** How many exchanges came before those shown. */
  readonly leftOut: number;
}

/**
 * The exchanges that the evidence has room for. If there are more, reads that are repeated later, before the decisive
 * answer, are dropped first: otherwise a list that was polled would push out the registration that it was polled
 * for. A read that still succeeded where the next one of its kind did not stays: something happened between the two.
 */
export function keptExchanges(
  exchanges: readonly Exchange[],
  deciding: number | undefined,
  failed = false,
): KeptExchanges {
  const most = failed ? KEPT_OF_FAILURE : KEPT;
  const last = exchanges.length - 1;
  const at = Math.min(Math.max(deciding ?? last, 0), last);
  const kept = exchanges.length > KEPT ? withoutPolls(exchanges, at) : exchanges;
  const decisive = kept.length - (exchanges.length - at);
  const room = failed ? most - 1 : most / 2;
  const first = Math.max(0, Math.min(decisive - room, kept.length - most));
  return { shown: kept.slice(first, first + most), decisive: Math.max(0, decisive - first), leftOut: first };
}

/** The decisive one alone. */
export function decisiveOnly({ shown, decisive, leftOut }: KeptExchanges): KeptExchanges {
  return { shown: shown.slice(decisive, decisive + 1), decisive: 0, leftOut: leftOut + decisive };
}

/** Drops only exchanges before `at`, and keeps all from there on. */
function withoutPolls(exchanges: readonly Exchange[], at: number): Exchange[] {
  const later = new Map<string, Exchange>();
  const keeps = (exchange: Exchange): boolean => {
    const next = later.get(exchange.request.path);
    later.set(exchange.request.path, exchange);
    return !isSafe(exchange.request.method) || next === undefined || (isFound(exchange) && !isFound(next));
  };
  const before = exchanges
    .slice(0, at + 1)
    .toReversed()
    .filter(keeps)
    .toReversed();
  return [...before, ...exchanges.slice(at + 1)];
}

function isFound({ response }: Exchange): boolean {
  return response !== undefined && response.status < 300;
}
