import { operationsOf } from "../../spec/resources/resource-table.ts";
import { resourcesActedOn } from "../../spec/resources/table-readings.ts";
import type { ServiceContext } from "./service-context.ts";

/** Whether an operation is about a kind whose shared resource accepted a change that it should have refused. */
export function isOfSpoilt({ spoilt, table }: Pick<ServiceContext, "spoilt" | "table">, operation: string): boolean {
  const owners = table.resources.filter((resource) => operationsOf(resource).includes(operation));
  return [...owners, ...resourcesActedOn(table, operation)].some(({ name }) => spoilt.has(name));
}
