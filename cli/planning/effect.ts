import type { WireRequest } from "#protocol/exchange.ts";
import { isSafe } from "#protocol/methods.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { isDeletion } from "#spec/resources/table-readings.ts";
import { kindMadeBy, type ResourceTable } from "#spec/resources/resource-table.ts";
import { effectOf, type Effect } from "#suites/session/case.ts";

/** What a planned request does: to clusters by its method, unless it is about tags; to the resources of a service by what the table says of it. */
export type PlannedEffect = Effect | "change";

export interface JudgedBy {
  readonly contract: Contract;
  readonly table?: ResourceTable | undefined;
}

export function plannedEffect({ contract, table }: JudgedBy, request: WireRequest): PlannedEffect {
  if (table === undefined) return onClusters(contract, request);
  const operation = matchRoute(contract, request)?.operation;
  // What no operation claims does nothing.
  if (operation === undefined || isSafe(request.method)) return "read";
  if (makes(table, operation.id)) return "create";
  if (isDeletion(table, operation)) return "delete";
  return reads(table, operation.id) ? "read" : "change";
}

/** A request that goes astray may do what its method says. */
function onClusters(contract: Contract, request: WireRequest): PlannedEffect {
  const meant = matchRoute(contract, request)?.operation.id;
  return meant === OPERATIONS.tag || meant === OPERATIONS.untag ? "change" : effectOf(request.method);
}

function makes(table: ResourceTable, operation: string): boolean {
  return (
    kindMadeBy(table, operation) !== undefined || table.resources.some(({ made }) => made?.operation === operation)
  );
}

/** There are services that are asked by POST. */
function reads({ resources, tagging }: ResourceTable, operation: string): boolean {
  const readers = resources.flatMap(({ describe, list }) => [describe?.operation, list?.operation]);
  return readers.includes(operation) || tagging?.list.operation === operation;
}
