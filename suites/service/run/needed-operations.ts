import { operationsOf, type Resource, type ResourceTable } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { kindsOfOneNameSpace, resourcesNamedIn } from "#spec/resources/table-readings.ts";

/**
 * The operations whose plain requests are needed to judge requirements of the given ones. They are all operations on
 * each resource that one of the given ones is about, and those that create and show each resource that an input names,
 * and its parents, what has its names in common with what is changed or made below, what keeps one of them from being
 * deleted, and what a list of them can be filtered by. If a given operation is about no resource, or about one that no
 * operation creates, all operations are needed: such resources come with whatever else is done.
 */
export function neededOperations({ contract, table }: Service, asked: ReadonlySet<string>): ReadonlySet<string> {
  const owners = table.resources.filter((resource) => operationsOf(resource).some((id) => asked.has(id)));
  const ofCreated = new Set(owners.filter(({ create }) => create !== undefined).flatMap(operationsOf));
  if ([...asked].some((id) => !ofCreated.has(id))) return new Set(contract.operations.keys());
  const own = owners.flatMap(operationsOf);
  const made = owners.filter(({ create }) => create !== undefined && asked.has(create.operation));
  const aboveMade = table.resources.filter(({ name }) => made.some(({ parent }) => parent === name));
  const others = [...owners, ...aboveMade].flatMap((resource) => kindsOfOneNameSpace(resource, table));
  const holding = table.resources.filter(
    ({ holds, parent }) => holds === true && owners.some(({ name }) => name === parent),
  );
  const resources = new Set([...owners, ...others, ...holding, ...namedIn(own, table), ...filteringBy(asked, table)]);
  // The loop also visits what is added to the set meanwhile.
  for (const resource of resources) {
    const parents = table.resources.filter(({ name }) => name === resource.parent);
    for (const other of [...parents, ...namedIn(operationsMaking(resource), table)]) resources.add(other);
  }
  return new Set([...own, ...[...resources].flatMap(operationsMaking)]);
}

/** The kinds by whose resources the given lists can be filtered. */
function filteringBy(asked: ReadonlySet<string>, { filters, resources }: ResourceTable): Resource[] {
  const kinds = [...asked].flatMap((id) => Object.values(filters[id] ?? {}));
  return resources.filter(({ name }) => kinds.includes(name));
}

/** The operations that create and show a resource of a kind. */
function operationsMaking({ create, made, describe, list }: Resource): string[] {
  return [create, made, describe, list].flatMap((one) => (one === undefined ? [] : [one.operation]));
}

/** The resources that the plain inputs of some operations name. */
function namedIn(operations: readonly string[], table: ResourceTable): Resource[] {
  return operations.flatMap((id) => resourcesNamedIn(table, table.inputs[id]));
}
