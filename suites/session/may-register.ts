import type { WireRequest } from "../../protocol/exchange.ts";
import { matchRoute } from "../../protocol/route.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";

const OTHERS = Object.values(OPERATIONS).filter((id) => id !== OPERATIONS.register);

/**
 * Whether a request may register a cluster: it has the method of the registration, and its route is not that of another
 * operation of which it is known what it does. A path that is broken on purpose may be taken for the right one.
 */
export function mayRegister(contract: Contract, request: Pick<WireRequest, "method" | "path">): boolean {
  const meant = matchRoute(contract, request)?.operation.id;
  if (meant !== undefined && OTHERS.includes(meant)) return false;
  return request.method === contract.operation(OPERATIONS.register).method;
}
