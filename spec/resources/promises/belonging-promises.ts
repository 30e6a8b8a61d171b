import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import { placeholdersIn } from "#spec/resources/placeholders.ts";
import type { Resource, ResourceOperation, ResourceTable } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { isMadeApart, protectingInput, unknownError } from "#spec/resources/table-readings.ts";
import { kindInWords, ofKindId, promise, promiseOf } from "./promise.ts";

/** What belongs to something is found there and nowhere else, and may keep that from being deleted. */
export function belongingPromises(service: Service, resource: Resource): Requirement[] {
  return [...elsewherePromises(service, resource), ...heldPromises(service, resource)];
}

/**
 * The operations that find a resource by its name and that of what it belongs to, by which no other finds it. Of those
 * that a service knows by itself, any parent may have one.
 */
export function operationsBelow({ contract, table }: Service, resource: Resource): Operation[] {
  const { create, made, describe, delete: gone, updates, fixed } = resource;
  if ((create === undefined && made === undefined) || fixed) return [];
  const updating = updates.map((operation): ResourceOperation => ({ operation }));
  const below = [describe, ...updating, gone].flatMap((one) =>
    one !== undefined && namesParent(table, resource, one) && namesOwn(table, resource, one) ? [one.operation] : [],
  );
  return [...new Set(below)].flatMap((id) => {
    const operation = contract.operations.get(id);
    return operation === undefined || unknownError(operation, table) === undefined ? [] : [operation];
  });
}

/** The list of what belongs to one parent, where it is not that of a few that any may have. */
export function listBelow({ table, contract }: Service, resource: Resource): Operation | undefined {
  const { list } = resource;
  if (list === undefined || !isMadeForOne(resource) || !namesParent(table, resource, list)) return undefined;
  return contract.operations.get(list.operation);
}

/** Whether one of a kind comes about below one parent: created there, or made by a change of it. */
export function isMadeForOne(resource: Resource): boolean {
  return resource.create === undefined ? isMadeApart(resource) : !resource.fixed;
}

function namesParent(table: ResourceTable, { parent }: Resource, one: ResourceOperation): boolean {
  const above = table.resources.find(({ name }) => name === parent);
  return above?.create !== undefined && namesOwn(table, above, one);
}

function namesOwn(table: ResourceTable, { name }: Resource, { operation, input }: ResourceOperation): boolean {
  return placeholdersIn(input ?? table.inputs[operation] ?? {}).includes(name);
}

/** Whether its name is the caller's, and another parent may have one of the same name. */
export function isNamedBelow({ contract, table }: Service, resource: Resource): boolean {
  const creating = resource.create && contract.operations.get(resource.create.operation);
  const isBelow = operationsBelow({ contract, table }, resource).length > 0;
  return resource.id.input !== undefined && isBelow && creating !== undefined;
}

function elsewherePromises(service: Service, resource: Resource): Requirement[] {
  const { contract, table } = service;
  const { create } = resource;
  const below = operationsBelow(service, resource);
  const listing = listBelow(service, resource);
  const other = `another ${(resource.parent ?? "").replaceAll("-", " ")}`;
  const found = below.map((operation) =>
    promise(operation, "elsewhere", {
      area: "error-mapping",
      title: `${operation.id} does not find ${kindInWords(resource)} under ${other}.`,
      quote: "R21. What belongs to a cluster is found under that cluster, by the cluster's name and its own.",
      error: unknownError(operation, table)?.name ?? "",
    }),
  );
  const creating = create && contract.operations.get(create.operation);
  if (creating !== undefined && isNamedBelow(service, resource)) {
    found.push(
      promise(creating, "elsewhere", {
        area: "error-mapping",
        title: `${creating.id} takes a name that ${kindInWords(resource)} of ${other} has.`,
        quote: "The name of a cluster is unique within its account and Region, and so are the names within a cluster",
      }),
    );
  }
  if (listing === undefined) return found;
  const listed = promiseOf(listing, ofKindId(listing, "elsewhere", resource.name), {
    area: "lifecycle",
    title: `${listing.id} does not list ${kindInWords(resource)} of ${other}.`,
    quote: "R11. A list names the resources of its kind, of the cluster that is asked for where there is one.",
  });
  return [...found, listed];
}

/** What keeps a resource from being deleted: what belongs to it, or a protection that was switched on. */
function heldPromises({ contract, table }: Service, resource: Resource): Requirement[] {
  const deleting = resource.delete && contract.operations.get(resource.delete.operation);
  if (deleting === undefined) return [];
  const holding = table.resources.filter(({ parent, holds }) => parent === resource.name && holds === true);
  const kinds = holding.map(kindInWords).join(" or ");
  const held = promise(deleting, "held", {
    area: "error-mapping",
    title: `${deleting.id} refuses to delete ${kindInWords(resource)} that has ${kinds}.`,
    quote: "R22. Managed node groups and Fargate profiles are deleted before the cluster that they are attached to.",
  });
  const guarded = promise(deleting, "protected", {
    area: "error-mapping",
    title: `${deleting.id} refuses to delete ${kindInWords(resource)} while its deletion protection is on.`,
    quote: "R23. While deletion protection is enabled, the cluster cannot be deleted.",
  });
  return [...(holding.length > 0 ? [held] : []), ...(protectingInput(resource) === undefined ? [] : [guarded])];
}
