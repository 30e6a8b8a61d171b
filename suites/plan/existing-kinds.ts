import { isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { ListOperation, Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";

/** How many of a kind are described of those that one list shows: the first. */
export const DESCRIBED_OF_EACH = 3;

/** The id of a case about what the account has: operation, kind of resource, numbers among those described. */
export function existingCaseId({ prefix }: Pick<Operation, "prefix">, kind: string, at: string): string {
  return `${prefix}${ABOUT_EXISTING}${kind}${at}`;
}

const ABOUT_EXISTING = "/existing/";

/** Whether a case is about what an account has, which is another one's elsewhere. */
export function isAboutExisting(id: string): boolean {
  return id.includes(ABOUT_EXISTING);
}

/** A kind of resource of which existing ones can be listed and described by reading. */
export interface ReadableKind {
  readonly resource: Resource;
  readonly list: ListOperation;
  readonly describe: ResourceOperation;
}

/** In the table's order; of what belongs to another kind, where that one can be read, too. */
export function readableKinds({ contract, table }: Service): ReadableKind[] {
  const kinds: ReadableKind[] = [];
  const isRead = (id: string): boolean => {
    const operation = contract.operations.get(id);
    return operation !== undefined && isSafe(operation.method);
  };
  for (const resource of table.resources) {
    const { list, describe, parent } = resource;
    if (list === undefined || describe?.shows === undefined) continue;
    if (!isRead(list.operation) || !isRead(describe.operation)) continue;
    if (parent !== undefined && !kinds.some((each) => each.resource.name === parent)) continue;
    kinds.push({ resource, list, describe });
  }
  return kinds;
}

/** The operation that lists the tags of an ARN, where that is done by reading and the kind has both. */
export function tagListOf({ contract, table }: Service, { tags, arn }: Resource): string | undefined {
  const listing = table.tagging?.list.operation;
  const operation = listing === undefined ? undefined : contract.operations.get(listing);
  const isTagged = tags?.shown !== undefined && arn !== undefined;
  return isTagged && operation !== undefined && isSafe(operation.method) ? operation.id : undefined;
}

/** A request about what an account has, as far as it is known without the account. */
export interface ExistingRequest {
  readonly operation: string;
  readonly method: string;
  /** With the labels of what only the account tells. */
  readonly path: string;
  readonly atMost: number;
}

/** All that a run may ask about what an account has; of what is gone or changing, it asks again. */
export function existingRequests(service: Service): ExistingRequest[] {
  const kinds = readableKinds(service);
  const counts = new Map<string, number>();
  const add = (operation: string, count: number): void => {
    counts.set(operation, (counts.get(operation) ?? 0) + count);
  };
  for (const { resource, list, describe } of kinds) {
    const lists = listsOf(kinds, resource);
    add(list.operation, lists);
    add(describe.operation, lists * DESCRIBED_OF_EACH);
    const tagList = tagListOf(service, resource);
    if (tagList !== undefined) add(tagList, lists);
  }
  return [...counts].map(([id, atMost]) => {
    const { method, path } = service.contract.operation(id);
    return { operation: id, method, path, atMost };
  });
}

function listsOf(kinds: readonly ReadableKind[], { parent }: Resource): number {
  const above = kinds.find(({ resource }) => resource.name === parent);
  return above === undefined ? 1 : listsOf(kinds, above.resource) * DESCRIBED_OF_EACH;
}
