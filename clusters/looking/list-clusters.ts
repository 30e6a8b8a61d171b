import { readReply } from "../../protocol/answers/reply.ts";
import type { Target } from "../../endpoint/target.ts";
import { listRequest, type ListScope } from "./cluster-requests.ts";
import { namesOn, tokenOf } from "./shown-cluster.ts";

/**
 * Names of the clusters that the endpoint lists, by default with registered ones; undefined if it does not list any.
 */
export async function listClusters(target: Target, scope: ListScope = "all"): Promise<Set<string> | undefined> {
  const names = new Set<string>();
  const seen = new Set<string>();
  for (let token: string | undefined; ;) {
    const reply = readReply(await target.send(listRequest(scope, token)));
    const page = reply.status === 200 ? namesOn(reply) : undefined;
    if (page === undefined) return undefined;
    for (const name of page) names.add(name);
    const next = tokenOf(reply);
    // A token that has come before would lead to endless paging.
    if (typeof next !== "string" || next === "" || seen.has(next) || seen.size >= MAX_PAGES) return names;
    seen.add(next);
    token = next;
  }
}

/** A chain of ever new tokens is followed this far. */
const MAX_PAGES = 1_000;
