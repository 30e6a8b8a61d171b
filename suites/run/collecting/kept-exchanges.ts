import type { Exchange } from "../../../protocol/exchange.ts";
import { isSafe } from "../../../protocol/methods.ts";

/** Exchanges kept of one case, around the one that decided; of one that failed, all that a script needs to go through it. */
const KEPT = 12;
const KEPT_OF_FAILURE = 64;

export interface KeptExchanges {
  readonly shown: readonly Exchange[];
  /** Index among the shown of the one that decided; 0 when there is none. */
  readonly decisive: number;
  /** Exchanges before those shown. */
  readonly leftOut: number;
}

/**
 * The exchanges that evidence has room for. Where there are more, a read that is asked again later, before the answer
 * that decided, goes first: a list that was polled would push out the registration that it was polled for.
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

/** Drops from those before `at`, and so keeps the number of those from there on. */
function withoutPolls(exchanges: readonly Exchange[], at: number): Exchange[] {
  const lastOf = new Map(exchanges.slice(0, at + 1).map(({ request }, index) => [request.path, index]));
  return exchanges.filter(
    ({ request }, index) => index >= at || !isSafe(request.method) || lastOf.get(request.path) === index,
  );
}
