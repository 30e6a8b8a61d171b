import type { Exchange } from "../../../protocol/exchange.ts";
import { isSafe } from "../../../protocol/methods.ts";

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
 * for.
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

/** Drops only exchanges before `at`, and keeps all from there on. */
function withoutPolls(exchanges: readonly Exchange[], at: number): Exchange[] {
  const lastOf = new Map(exchanges.slice(0, at + 1).map(({ request }, index) => [request.path, index]));
  return exchanges.filter(
    ({ request }, index) => index >= at || !isSafe(request.method) || lastOf.get(request.path) === index,
  );
}
