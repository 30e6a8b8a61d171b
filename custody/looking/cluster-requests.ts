import type { WireRequest } from "#protocol/exchange.ts";
import { pathLabel, withLabel } from "#protocol/path-label.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { ERRORS, OPERATIONS, type ClusterRole } from "#spec/registration/registered-cluster.ts";

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
