import type { Requirement } from "#spec/requirement.ts";
import type { Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { shownSchema } from "#spec/resources/table-readings.ts";
import { listItem } from "./agreement-promises.ts";
import { kindInWords, ofKindId, promiseOf } from "./promise.ts";

/**
 * Names of the members that both a list's item and a description have, beside what identifies it. Of what no operation
 * describes, and none changes, the answer to its creation stands for a description.
 */
export function sharedMembers({ contract }: Service, resource: Resource): string[] {
  const { list, id } = resource;
  const one = showsWhole(resource);
  const listing = list && contract.operations.get(list.operation);
  const describing = one && contract.operations.get(one.operation);
  if (list === undefined || listing === undefined || one === undefined || describing === undefined) return [];
  const [item, shown] = [shownSchema(listing, listItem(list)), shownSchema(describing, one)];
  const own = [list.item, id.input, id.output].map((pointer) => pointer?.split("/").at(-1));
  return Object.keys(item?.properties ?? {}).filter(
    (name) => Object.hasOwn(shown?.properties ?? {}, name) && !own.includes(name),
  );
}

function showsWhole({ describe, create, updates, ready, going }: Resource): ResourceOperation | undefined {
  const isLasting = updates.length === 0 && ready === undefined && going === undefined && create?.shows !== undefined;
  return describe ?? (isLasting ? create : undefined);
}

/** Whether an item is compared with the answer to the creation, in want of a description. */
export function isComparedAsCreated(resource: Resource): boolean {
  return resource.describe === undefined && showsWhole(resource) !== undefined;
}

/** What a list says of a resource, and its description must not deny. */
export function itemPromises(service: Service, resource: Resource): Requirement[] {
  const { list } = resource;
  const listing = list && service.contract.operations.get(list.operation);
  if (listing === undefined || sharedMembers(service, resource).length === 0) return [];
  return [
    promiseOf(listing, ofKindId(listing, "agrees.members", resource.name), {
      area: "response-semantics",
      level: "SHOULD",
      title: `${listing.id} says of ${kindInWords(resource)} what ${showsWhole(resource)?.operation ?? ""} does.`,
      quote:
        "R31. Summaries in lists have members under the names of those that a description shows, with the same meaning.",
    }),
  ];
}
