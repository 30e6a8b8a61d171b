import { operationsOf, type Resource, type ResourceTable } from "../../spec/resources/resource-table.ts";
import type { Service } from "../../spec/resources/service.ts";
import { kindsOfOneNameSpace, resourcesNamedIn } from "../../spec/resources/table-readings.ts";

/**
 * The operations whose plain requests it takes to judge requirements of these operations: all of each resource that one of
 * them is about, and of every resource that an input names, or that is the parent of one, those that make and show it.
 * All there are where one of them is about no resource, or about one that no operation creates: such come with whatever
 * else is done.
 */
export function neededOperations({ contract, table }: Service, asked: ReadonlySet<string>): ReadonlySet<string> {
  const owners = table.resources.filter((resource) => operationsOf(resource).some((id) => asked.has(id)));
  const ofCreated = new Set(owners.filter(({ create }) => create !== undefined).flatMap(operationsOf));
  if ([...asked].some((id) => !ofCreated.has(id))) return new Set(contract.operations.keys());
  const own = owners.flatMap(operationsOf);
  const others = owners.flatMap((resource) => kindsOfOneNameSpace(resource, table));
  const resources = new Set([...owners, ...others, ...namedIn(own, table)]);
  // A set that grows is gone through to its end.
  for (const resource of resources) {
    const parents = table.resources.filter(({ name }) => name === resource.parent);
    for (const other of [...parents, ...namedIn(operationsMaking(resource), table)]) resources.add(other);
  }
  return new Set([...own, ...[...resources].flatMap(operationsMaking)]);
}

/** The operations by which one of a kind comes about, and is looked at. */
function operationsMaking({ create, made, describe, list }: Resource): string[] {
  return [create, made, describe, list].flatMap((one) => (one === undefined ? [] : [one.operation]));
}

/** The resources that the plain inputs of some operations name. */
function namedIn(operations: readonly string[], table: ResourceTable): Resource[] {
  return operations.flatMap((id) => resourcesNamedIn(table, table.inputs[id]));
}
