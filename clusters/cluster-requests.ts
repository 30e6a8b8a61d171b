import type { WireRequest } from "../protocol/exchange.ts";
import { pathLabel } from "../protocol/path-label.ts";

export function deregisterRequest(name: string): WireRequest {
  return { method: "DELETE", path: `/cluster-registrations/${pathLabel(name)}`, headers: [] };
}

export function describeRequest(name: string): WireRequest {
  return { method: "GET", path: `/clusters/${pathLabel(name)}`, headers: [] };
}

/** One page of all clusters, registered ones included. */
export function listRequest(nextToken: string | undefined): WireRequest {
  const page = nextToken === undefined ? "" : `&nextToken=${encodeURIComponent(nextToken)}`;
  return { method: "GET", path: `/clusters?include=all&maxResults=100${page}`, headers: [] };
}
