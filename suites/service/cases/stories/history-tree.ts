import type { Resource } from "#spec/resources/resource-table.ts";
import { resourcesNamedIn } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { isMissing } from "#suites/session/context/presence.ts";

/** The kind, and those that belong to it, as far as they work: whose input names nothing else that belongs to it. */
export function treeOf(context: ServiceContext, root: Resource): Resource[] {
  const { table, presence } = context;
  const tree = [root];
  for (const resource of table.resources) {
    const { create, delete: gone, stays, parent } = resource;
    const above = tree.find(({ name }) => name === parent);
    if (above === undefined || create === undefined || gone === undefined || stays !== undefined) continue;
    if (presence.get(create.operation)?.status !== "implemented") continue;
    if (isMissing(presence, gone.operation)) continue;
    if (namesOwnLine(context, create.operation, resource, root)) tree.push(resource);
  }
  return tree;
}

/** An operation's plain input names nothing of the tree but the resource, and what it belongs to. */
function namesOwnLine({ table }: ServiceContext, operation: string, resource: Resource, root: Resource): boolean {
  const line = [resource, ...above(table.resources, resource)];
  return resourcesNamedIn(table, table.inputs[operation]).every(
    (named) => line.includes(named) || above(table.resources, named).at(-1) !== root,
  );
}

/** What a kind belongs to, from the nearest to the outermost. */
function above(resources: readonly Resource[], { parent }: Resource): Resource[] {
  const found = resources.find(({ name }) => name === parent);
  return found === undefined ? [] : [found, ...above(resources, found)];
}

/** The operations that change a resource of the tree and worked on the shared one. */
export function updatesOf(context: ServiceContext, resource: Resource, root: Resource): string[] {
  const { presence } = context;
  return resource.updates.filter(
    (id) =>
      id !== resource.create?.operation &&
      presence.get(id)?.status === "implemented" &&
      namesOwnLine(context, id, resource, root),
  );
}
