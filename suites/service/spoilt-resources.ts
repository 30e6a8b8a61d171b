import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { operationsOf, ownerOf } from "#spec/resources/resource-table.ts";
import { isDeletion, resourcesActedOn } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "./service-context.ts";

/**
 * Whether an operation is about a kind whose shared resource accepted a change that it should have refused, or lists what
 * should not have been created.
 */
export function isOfSpoilt(
  { spoilt, spoiltLists, table }: Pick<ServiceContext, "spoilt" | "spoiltLists" | "table">,
  operation: string,
): boolean {
  if (spoiltLists.has(operation)) return true;
  if (spoilt.size === 0) return false;
  const owners = table.resources.filter((resource) => operationsOf(resource).includes(operation));
  return [...owners, ...resourcesActedOn(table, operation)].some(({ name }) => spoilt.has(name));
}

/** If a change that must be refused is accepted, its resource is spoilt; after a deletion it is gone. */
export function noteSpoilt(
  { table, spoilt, alive, presence }: ServiceContext,
  operation: Operation,
  reply: Reply,
): void {
  if (isSafe(operation.method)) return;
  const owner = ownerOf(table, operation.id);
  for (const { name } of owner === undefined ? resourcesActedOn(table, operation.id) : [owner]) spoilt.add(name);
  if (owner === undefined || !isDeletion(table, operation)) return;
  alive.delete(owner.name);
  presence.set(operation.id, { status: "implemented", reason: describeReply(reply) });
}
