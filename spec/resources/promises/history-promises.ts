import type { Requirement } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { kindInWords, promise } from "./promise.ts";

/** Whether stories can be told of a kind, and of what belongs to it: it belongs to nothing, and comes and goes as asked. */
export function hasHistory({ parent, create, delete: gone, describe, list, stays, fixed }: Resource): boolean {
  const isSeen = describe !== undefined || list !== undefined;
  return parent === undefined && create !== undefined && gone !== undefined && isSeen && stays === undefined && !fixed;
}

/** What holds after any sequence of requests about what belongs to nothing, and about what belongs to that. */
export function historyPromises({ contract, table }: Service, resource: Resource): Requirement[] {
  const creating = resource.create && contract.operations.get(resource.create.operation);
  if (creating === undefined || !hasHistory(resource)) return [];
  const below = table.resources.some(({ parent }) => parent === resource.name) ? " and of what belongs to it" : "";
  return [
    promise(creating, "history", {
      area: "lifecycle",
      level: "SHOULD",
      title: `After each request of any story of ${kindInWords(resource)}${below}, exactly what was created and not deleted is there, as it was left.`,
      quote: "R12. An operation that updates changes what it is given, and nothing else.",
    }),
  ];
}
