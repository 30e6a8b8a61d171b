import type { Contract } from "#spec/contract/contract.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { ListOperation, Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import { restrictedTo } from "#spec/resources/restricted.ts";
import type { Service } from "#spec/resources/service.ts";
import { resourceTableOf } from "#spec/resources/written-table.ts";
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
export const registrationTable: (contract: Contract) => ResourceTable = perObject((contract) => {
  const { table, kind } = registrationService();
  return restrictedTo(contract, { ...table, resources: [kind] });
});
