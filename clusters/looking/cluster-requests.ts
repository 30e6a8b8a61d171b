import type { WireRequest } from "../../protocol/exchange.ts";
import { pathLabel } from "../../protocol/path-label.ts";

export function deregisterRequest(name: string): WireRequest {
  return { method: "DELETE", path: `/cluster-registrations/${pathLabel(name)}`, headers: [] };
}

export function describeRequest(name: string): WireRequest {
  return { method: "GET", path: `/clusters/${pathLabel(name)}`, headers: [] };
}

/** Which clusters a list is to name: registered ones included, or those that EKS itself made. */
export type ListScope = "all" | "made by EKS";

/** One page of clusters. */
export function listRequest(scope: ListScope, nextToken: string | undefined): WireRequest {
  const include = scope === "all" ? "include=all&" : "";
  const page = nextToken === undefined ? "" : `&nextToken=${encodeURIComponent(nextToken)}`;
  return { method: "GET", path: `/clusters?${include}maxResults=100${page}`, headers: [] };
}
