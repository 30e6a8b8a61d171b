import { readReply } from "../../protocol/answers/reply.ts";
import type { Target } from "../../endpoint/target.ts";
import { listRequest, type ListScope } from "./cluster-requests.ts";
import { namesOn, tokenOf } from "./shown-cluster.ts";

/** Names of the clusters that the endpoint lists, registered ones included unless told, or undefined when it does not list them. */
export async function listClusters(target: Target, scope: ListScope = "all"): Promise<Set<string> | undefined> {
  const names = new Set<string>();
  const seen = new Set<string>();
  for (let token: string | undefined; ;) {
    const reply = readReply(await target.send(listRequest(scope, token)));
    const page = reply.status === 200 ? namesOn(reply) : undefined;
    if (page === undefined) return undefined;
    for (const name of page) names.add(name);
    const next = tokenOf(reply);
    // A token that comes again would page for ever.
    if (typeof next !== "string" || next === "" || seen.has(next) || seen.size >= MAX_PAGES) return names;
    seen.add(next);
    token = next;
  }
}

/** An endless chain of new tokens ends here. */
const MAX_PAGES = 1_000;
