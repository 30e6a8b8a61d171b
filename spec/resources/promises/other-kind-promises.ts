import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { kindsOfOneNameSpace } from "#spec/resources/table-readings.ts";
import { kindInWords, ofKindId, promiseOf } from "./promise.ts";

/** Kinds that have their names in common are told apart by what is asked of them: an operation on one does not take the other. */
export function otherKindPromises(service: Service, resource: Resource): Requirement[] {
  return kindsOfOneNameSpace(resource, service.table).flatMap((other) =>
    operationsOfOneKind(service, resource).map((operation) =>
      promiseOf(operation, ofKindId(operation, "other-kind", other.name), {
        area: "error-mapping",
        level: "SHOULD",
        title: `${operation.id} refuses the name of ${kindInWords(other)}.`,
        quote: "R37. A registered cluster is registered, described, listed and deregistered",
      }),
    ),
  );
}

/** The operations that change one of a kind, make what belongs to it, or, last, delete it. */
export function operationsOfOneKind(
  { contract, table }: Service,
  { name, updates, ...resource }: Resource,
): Operation[] {
  const making = table.resources.flatMap(({ parent, create }) => (parent === name ? (create?.operation ?? []) : []));
  const ids = new Set([...updates, ...making, ...(resource.delete === undefined ? [] : [resource.delete.operation])]);
  return [...ids].flatMap((id) => contract.operations.get(id) ?? []);
}
