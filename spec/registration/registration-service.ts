import type { Contract } from "../contract/contract.ts";
import { loadBundledContract } from "../contract/load.ts";
import { perObject } from "../kept-per-object.ts";
import type { ListOperation, Resource, ResourceTable } from "../resources/resource-table.ts";
import type { Service } from "../resources/service.ts";
import { resourceTableOf } from "../resources/written-table.ts";
import { TABLE } from "./registered-cluster.ts";

/** Registered clusters as the one kind of resource of a service. */
export interface RegistrationService extends Service {
  readonly kind: Resource & { readonly list: ListOperation };
}

let registration: RegistrationService | undefined;

/** What looks for clusters follows the suite's own contract, whatever it judges by. */
export function registrationService(): RegistrationService {
  registration ??= read();
  return registration;
}

function read(): RegistrationService {
  const table = resourceTableOf(TABLE);
  const [kind] = table.resources;
  if (kind?.list === undefined) throw new Error("the table of registered clusters does not say how they are listed");
  return { contract: loadBundledContract(), table, kind: { ...kind, list: kind.list } };
}

/** What the table says of the operations that a contract has: one of our users' may have fewer. */
export const registrationTable: (contract: Contract) => ResourceTable = perObject(({ operations }) => {
  const { table, kind } = registrationService();
  const served = <One extends { readonly operation: string }>(one: One | undefined): One | undefined =>
    one !== undefined && operations.has(one.operation) ? one : undefined;
  const { create, describe, list, delete: gone, ...rest } = kind;
  const { tagging } = table;
  const isTagged = tagging !== undefined && Object.values(tagging).every(({ operation }) => operations.has(operation));
  return {
    ...table,
    resources: [
      { ...rest, create: served(create), describe: served(describe), list: served(list), delete: served(gone) },
    ],
    tagging: isTagged ? tagging : undefined,
    inputs: Object.fromEntries(Object.entries(table.inputs).filter(([id]) => operations.has(id))),
  };
});
