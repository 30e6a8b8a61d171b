import { readReply } from "../../protocol/answers/reply.ts";
import type { Target } from "../../endpoint/target.ts";
import { listRequest, type ListScope } from "./cluster-requests.ts";
import { isPageOfNames, namesOn, nextTokenOf } from "./shown-cluster.ts";

/** The clusters that an endpoint lists. */
export interface ClusterListing {
  readonly names: ReadonlySet<string>;
  /** Each page was read, and had the right form: what is not named is not there. */
  readonly complete: boolean;
}

/**
 * What the endpoint lists, by default with registered clusters; undefined if it does not list any. Of a list that breaks
 * off, never ends, or goes in circles, the part that was read.
 */
export async function listClusters(target: Target, scope: ListScope = "all"): Promise<ClusterListing | undefined> {
  const names = new Set<string>();
  const seen = new Set<string>();
  let readable = true;
  for (let token: string | undefined; ;) {
    const reply = readReply(await target.send(listRequest(scope, token)));
    const page = reply.status === 200 ? namesOn(reply) : undefined;
    if (page === undefined) return token === undefined ? undefined : { names, complete: false };
    for (const name of page) names.add(name);
    readable &&= isPageOfNames(reply);
    const next = nextTokenOf(reply);
    if (typeof next !== "string" || next === "") return { names, complete: readable };
    // A token that has come before would lead to endless paging.
    if (seen.has(next) || seen.size >= MAX_PAGES) return { names, complete: false };
    seen.add(next);
    token = next;
  }
}

/** A chain of ever new tokens is followed this far. */
const MAX_PAGES = 1_000;

/** The whole list does not name it. */
export function lacks(listing: ClusterListing | undefined, name: string): boolean {
  return listing?.complete === true && !listing.names.has(name);
}
