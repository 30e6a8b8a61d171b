import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { lastResource, unknownError } from "#spec/resources/table-readings.ts";
import { kindInWords, listedId, promise } from "./promise.ts";

/** What is promised of any operation that the table has a plain input of. */
export function operationPromises(operation: Operation, table: ResourceTable): Requirement[] {
  return [validPromise(operation), ...unknownPromises(operation, table), ...pagePromises(operation, table)];
}

function validPromise(operation: Operation): Requirement {
  return promise(operation, "valid", {
    area: "routing",
    title: `${operation.id} answers a valid request with ${operation.success.status}.`,
    quote:
      "R1. Each operation answers a valid request with the status that the model binds to it, 200 unless it says otherwise.",
  });
}

function unknownPromises(operation: Operation, table: ResourceTable): Requirement[] {
  const unknown = unknownError(operation, table);
  const resource = lastResource(operation.id, table);
  if (unknown === undefined || resource === undefined) return [];
  return [
    promise(operation, "unknown", {
      area: "error-mapping",
      title: `${operation.id} answers ${unknown.status} ${unknown.name} where ${kindInWords(resource)} does not exist.`,
      quote: unknown.name.startsWith("Resource")
        ? "R2. ResourceNotFoundException, with status 404, tells that a resource named in the request could not be found."
        : "R3. NotFoundException, with status 404, tells, for the operations on tags, that the resource of the request could not be found.",
      error: unknown.name,
      // No answer of the service is recorded that has another name.
      level: unknown.name === table.errors.unknown[0] ? undefined : "SHOULD",
      evidence: "modelled",
    }),
  ];
}

function pagePromises(operation: Operation, { resources }: ResourceTable): Requirement[] {
  if (operation.pages === undefined) return [];
  const { pageSize, inputToken, outputToken } = operation.pages;
  const listed = resources.filter(({ list }) => list?.operation === operation.id);
  const size = promise(operation, "pages.size", {
    area: "lifecycle",
    title: `A page of ${operation.id} holds no more than \`${pageSize ?? ""}\`.`,
    quote: "R7. `maxResults` is the most that one page of an answer holds",
  });
  return [
    ...(pageSize === undefined ? [] : [size]),
    promise(operation, "pages.whole", {
      area: "lifecycle",
      title: `The pages of ${operation.id}, followed by \`${outputToken}\`, together hold every item once.`,
      quote: "what is left is had with the page's `nextToken`.",
      presupposes: listed.map(({ name }) => listedId(operation, name)),
    }),
    promise(operation, "pages.end", {
      area: "lifecycle",
      level: "SHOULD",
      title: `The last page of ${operation.id} has no \`${outputToken}\`, not even an empty one.`,
      quote: "R8. Without more to give, `nextToken` is null.",
    }),
    promise(operation, "pages.bad-token", {
      area: "lifecycle",
      level: "SHOULD",
      title: `${operation.id} refuses an \`${inputToken}\` that no answer gave.`,
      quote: "R9. `nextToken` is opaque: only what an answer gave leads on.",
    }),
  ];
}
