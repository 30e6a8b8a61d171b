import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import type { ListQuery } from "#suites/registration/session/list-query.ts";
import { listAll, type Listing } from "./listing.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { AWAITED, waitForDeparture } from "./consistency.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";

/** Whether a list names a cluster, as it should or should not. */
export function listFinding({ items, last, end }: Listing, name: string, wanted: boolean): Finding {
  const expected = wanted ? "a list that names the cluster" : "a list that does not name the cluster";
  const listed = items.includes(name);
  const condition = { list: wanted ? { has: [name] } : { lacks: [name] }, settles: true };
  if (!listed && end !== "whole") {
    return wanting(check(false, expected, `${describeReply(last)}, so no whole list`), condition);
  }
  return wanting(check(listed === wanted, expected, listed ? "a list with it" : "a list without it"), condition);
}

/** Walks the whole list until it is as wanted, or for as long as writes, and the departures awaited, may take to show. */
export function listUntil(
  session: CaseSession,
  holds: (names: readonly string[]) => boolean,
  gone: readonly string[] = [],
): Promise<Listing> {
  return walkUntil(session, { all: true }, ({ items }) => holds(items), gone);
}

export function walkUntil(
  session: CaseSession,
  query: ListQuery,
  holds: (listing: Listing) => boolean,
  names: readonly string[] = [],
): Promise<Listing> {
  return waitForDeparture(session, AWAITED.list, { names, read: () => listAll(session, query), holds });
}
