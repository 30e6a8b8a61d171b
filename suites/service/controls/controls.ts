import { isSafe } from "#protocol/methods.ts";
import { ownerOf, type Resource } from "#spec/resources/resource-table.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { creationControl } from "./create-shared.ts";
import { routesOf } from "./note-presence.ts";
import { plainControl } from "./plain-control.ts";

/**
 * The controls of a service, ordered so that each finds what it needs. They create a resource of each kind, which the
 * cases then work on, and send the plain request of each operation that is needed once.
 */
export function controls(context: ServiceContext): ServiceCase[] {
  const { contract, table, needed, settings } = context;
  const cases: ServiceCase[] = [];
  const done = new Set<string>();
  const add = (id: string, testCase: ServiceCase): void => {
    const operation = contract.operation(id);
    const isAllowed = settings.readOnly !== true || isSafe(operation.method);
    const requirements = [...testCase.requirements, ...routesOf(context, operation)];
    if (needed.has(id) && isAllowed) cases.push({ ...testCase, requirements });
    done.add(id);
  };
  const plain = (id: string, resource?: Resource): void => {
    if (!done.has(id)) add(id, plainControl(contract.operation(id), resource));
  };
  for (const resource of table.resources) {
    const { create, describe, list, others, made } = resource;
    if (create !== undefined) add(create.operation, creationControl(resource, contract.operation(create.operation)));
    if (made !== undefined) plain(made.operation, ownerOf(table, made.operation));
    for (const one of [describe, list]) if (one !== undefined) plain(one.operation, resource);
    for (const id of others) plain(id, resource);
  }
  // A change may not suit what is created later: a newer version of a cluster, for example, accepts fewer add-ons.
  for (const resource of table.resources) for (const id of resource.updates) plain(id, resource);
  for (const id of Object.values(table.services).flat()) plain(id);
  return cases;
}
