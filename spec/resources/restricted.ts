import type { Contract } from "#spec/contract/contract.ts";
import type { Resource, ResourceTable } from "./resource-table.ts";

/** The part of a table that a contract has operations for, such as that of an older model of the same service. */
export function restrictedTo({ operations }: Pick<Contract, "operations">, table: ResourceTable): ResourceTable {
  const has = (id: string): boolean => operations.has(id);
  const only = <One extends { readonly operation: string }>(one: One | undefined): One | undefined =>
    one !== undefined && has(one.operation) ? one : undefined;
  const resources = table.resources
    .filter(({ create, made }) => only(create ?? made) !== undefined)
    .map((resource): Resource => ({
      ...resource,
      describe: only(resource.describe),
      list: only(resource.list),
      delete: only(resource.delete),
      protection: only(resource.protection?.off) && resource.protection,
      updates: resource.updates.filter(has),
      others: resource.others.filter(has),
    }));
  const { tagging, services, patches, doubts, states, inputs } = table;
  const tags =
    tagging !== undefined && [tagging.tag, tagging.untag, tagging.list].every(({ operation }) => has(operation));
  return {
    ...table,
    resources,
    services: Object.fromEntries(Object.entries(services).map(([subject, ids]) => [subject, ids.filter(has)])),
    patches: Object.fromEntries(Object.entries(patches).filter(([id]) => has(id))),
    doubts: Object.fromEntries(Object.entries(doubts).filter(([id]) => has(id))),
    states: Object.fromEntries(
      Object.entries(states).filter(([id, { after = [] }]) => [id, ...after].every((one) => has(one))),
    ),
    tagging: tags ? tagging : undefined,
    inputs: Object.fromEntries(Object.entries(inputs).filter(([id]) => has(id))),
  };
}
