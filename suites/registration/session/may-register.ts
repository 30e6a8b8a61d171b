import type { WireRequest } from "#protocol/exchange.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

const OTHERS = Object.values(OPERATIONS).filter((id) => id !== OPERATIONS.register);

/**
 * Whether a request may register a cluster: it has the method of the registration or a body, and its route is not that
 * of another operation whose effect is known. A server may look at neither path nor method.
 */
export function mayRegister(contract: Contract, request: WireRequest): boolean {
  if (meansAnother(contract, request)) return false;
  return request.method === contract.operation(OPERATIONS.register).method || request.body !== undefined;
}

/** Its route is that of an operation which registers nothing. */
export function meansAnother(contract: Contract, request: Pick<WireRequest, "method" | "path">): boolean {
  const meant = matchRoute(contract, request)?.operation.id;
  return meant !== undefined && OTHERS.includes(meant);
}
