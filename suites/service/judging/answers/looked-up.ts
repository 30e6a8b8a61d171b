import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { resourcesNamedIn, unknownError } from "#spec/resources/table-readings.ts";

/** Whether an error says that there is no such resource, where one of these members of the plain input names an existing one. */
export function isLookedUp(
  { name }: DocumentedError,
  { operation, table, members }: { operation: Operation; table: ResourceTable; members: readonly string[] },
): boolean {
  if (name !== unknownError(operation, table)?.name) return false;
  return members.some((member) => resourcesNamedIn(table, table.inputs[operation.id]?.[member]).length > 0);
}
