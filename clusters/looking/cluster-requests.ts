import { plainText } from "../../spec/json/plain-text.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { pathLabel, percentEncoded, withLabel } from "../../protocol/path-label.ts";
import { loadBundledContract } from "../../spec/contract/load.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import { ERRORS, OPERATIONS, type ClusterRole, LISTING } from "../../spec/registration/registered-cluster.ts";
import { clusterPages } from "../../spec/registration/contract-words.ts";

/** What the operations that take a name answer where no cluster has it. */
export const UNKNOWN_CLUSTER: readonly string[] = [ERRORS.unknown];

export function deregisterRequest(name: string): WireRequest {
  return namedRequest("deregister", name);
}

export function describeRequest(name: string): WireRequest {
  return namedRequest("describe", name);
}

/** No request can address an empty name that a target accepted: the operation's path ends before it. */
export function canBeAddressed(name: string): boolean {
  return name !== "";
}

/** Requests that look for clusters follow the suite's own contract, whatever it judges by; an empty name is allowed. */
function namedRequest(role: ClusterRole, name: string): WireRequest {
  const { method, path } = loadBundledContract().operation(OPERATIONS[role]);
  return { method, path: withLabel(path, pathLabel(name)), headers: [] };
}

/** Which clusters a list should name: registered ones as well, or only those that EKS itself created. */
export type ListScope = "all" | "made by EKS";

/** One page of clusters. */
export function listRequest(scope: ListScope, token: string | undefined, size = 100): WireRequest {
  const { method, path } = loadBundledContract().operation(OPERATIONS.list);
  const pages = clusterPages();
  const page: JsonObject = { [pages.pageSize]: size, ...(token === undefined ? {} : { [pages.inputToken]: token }) };
  const query = Object.entries({ ...(scope === "all" ? LISTING.all : {}), ...page }).flatMap(([name, value]) =>
    [value].flat().map((item) => `${name}=${percentEncoded(plainText(item))}`),
  );
  return { method, path: `${path}?${query.join("&")}`, headers: [] };
}
