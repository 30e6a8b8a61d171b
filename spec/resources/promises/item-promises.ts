import type { Requirement } from "../../requirement.ts";
import type { Resource } from "../resource-table.ts";
import type { Service } from "../service.ts";
import { shownSchema } from "../table-readings.ts";
import { listItem } from "./agreement-promises.ts";
import { kindInWords, ofKindId, promiseOf } from "./promise.ts";

/** Names of the members that both a list's item and a description have, beside what identifies it. */
export function sharedMembers({ contract }: Service, { list, describe, id }: Resource): string[] {
  const listing = list && contract.operations.get(list.operation);
  const describing = describe && contract.operations.get(describe.operation);
  if (list === undefined || listing === undefined || describe === undefined || describing === undefined) return [];
  const [item, shown] = [shownSchema(listing, listItem(list)), shownSchema(describing, describe)];
  const own = [list.item, id.input, id.output].map((pointer) => pointer?.split("/").at(-1));
  return Object.keys(item?.properties ?? {}).filter(
    (name) => Object.hasOwn(shown?.properties ?? {}, name) && !own.includes(name),
  );
}

/** What a list says of a resource, and its description must not deny. */
export function itemPromises(service: Service, resource: Resource): Requirement[] {
  const { list, describe } = resource;
  const listing = list && service.contract.operations.get(list.operation);
  if (listing === undefined || sharedMembers(service, resource).length === 0) return [];
  return [
    promiseOf(listing, ofKindId(listing, "agrees.members", resource.name), {
      area: "response-semantics",
      level: "SHOULD",
      title: `${listing.id} says of ${kindInWords(resource)} what ${describe?.operation ?? ""} does.`,
      quote:
        "R31. Summaries in lists have members under the names of those that a description shows, with the same meaning.",
    }),
  ];
}
