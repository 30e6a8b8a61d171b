import type { Contract } from "#spec/contract/contract.ts";
import { operationsOf, ownerOf, type ResourceTable } from "./resource-table.ts";

/** Sorted by resource, in the table's order: each resource's operations stand together. */
export function inOrder(
  { operations }: Pick<Contract, "operations">,
  { resources, services }: ResourceTable,
): Set<string> {
  return new Set([...resources.flatMap(operationsOf), ...Object.values(services).flat(), ...operations.keys()]);
}

/** What an operation stands under: its resource, or what it is about instead. */
export function headingOf(table: ResourceTable, operation: string): string {
  const subjects = Object.keys(table.services);
  const subject = subjects.find((each) => table.services[each]?.includes(operation));
  return ownerOf(table, operation)?.name ?? subject ?? NO_RESOURCE;
}

/** What operations stand under that the table says nothing of. */
export const NO_RESOURCE = "others";
