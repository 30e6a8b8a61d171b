import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { hasAnother, shownSchema } from "#spec/resources/table-readings.ts";
import { kindInWords, promise } from "./promise.ts";

/** Whether an operation shows a resource with a member at this place. */
function shows(operation: Operation | undefined, one: ResourceOperation | undefined, at: string | undefined): boolean {
  const shape = operation === undefined || one?.shows === undefined ? undefined : shownSchema(operation, one);
  return shape !== undefined && at !== undefined && memberSchema(shape, at) !== undefined;
}

/** The operations after which a description shows another time of change, of what can be made anew for that. */
export function dated({ contract, table }: Service, resource: Resource): Operation[] {
  const { create, describe, updates, delete: gone } = resource;
  const describing = describe && contract.operations.get(describe.operation);
  if (create === undefined || gone === undefined || !hasAnother(resource)) return [];
  if (!shows(describing, describe, table.modified)) return [];
  return updates.flatMap((id) => (id === create.operation ? [] : (contract.operations.get(id) ?? [])));
}

/** When a resource was made, and when it was last changed, as answers have it. */
export function timePromises(service: Service, resource: Resource): Requirement[] {
  const { contract, table } = service;
  const { create, describe } = resource;
  const creating = create && contract.operations.get(create.operation);
  const created =
    creating === undefined || !shows(creating, create, table.created)
      ? []
      : [
          promise(creating, "created", {
            area: "response-semantics",
            title: `${creating.id} answers with the time at which it created ${kindInWords(resource)}.`,
            quote: "R30. `createdAt` is when the object was created, by the Unix epoch.",
          }),
        ];
  const modified = dated(service, resource).map((update) =>
    promise(update, "modified", {
      area: "lifecycle",
      level: "SHOULD",
      title: `After ${update.id} ${describe?.operation ?? ""} shows ${kindInWords(resource)} as modified later than before.`,
      quote: "R29. `modifiedAt` is when the object was last modified, by the Unix epoch.",
    }),
  );
  const describing = describe && contract.operations.get(describe.operation);
  const areBoth = [table.created, table.modified].every((at) => shows(describing, describe, at));
  const dates =
    describing === undefined || !areBoth
      ? []
      : [
          promise(describing, "dates", {
            area: "response-semantics",
            level: "SHOULD",
            title: `${describing.id} shows ${kindInWords(resource)} as modified no earlier than it was created, and no later than now.`,
            quote: "R29. `modifiedAt` is when the object was last modified, by the Unix epoch.",
          }),
        ];
  return [...created, ...modified, ...dates];
}
