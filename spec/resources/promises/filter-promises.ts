import type { Requirement } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Service } from "#spec/resources/service.ts";
import { promise } from "./promise.ts";

/** Of the lists that can be asked for a part of what they have. */
export function filterPromises({ contract, table }: Service): Requirement[] {
  return Object.entries(table.filters).flatMap(([id, filters]) => {
    const listing = contract.operations.get(id);
    const names = Object.keys(filters).map((pointer) => `\`${pointer.slice(1).replaceAll("/", ".")}\``);
    if (listing === undefined) return [];
    const isOfMember = (compared: string): boolean => !table.resources.some(({ name }) => name === compared);
    return [
      promise(listing, "filters", {
        area: "lifecycle",
        title: `${id} answers what ${names.join(", ")} ask${names.length === 1 ? "s" : ""} for, and nothing else.`,
        quote: FILTERED,
      }),
      ...(Object.keys(filters).some((at) => memberSchema(listing.input, at)?.type === "boolean")
        ? [
            promise(listing, "filters.off", {
              area: "lifecycle",
              level: "SHOULD",
              title: `${id} leaves nothing out for a filter that is false.`,
              quote: FILTERED,
            }),
          ]
        : []),
      ...(Object.values(filters).filter(isOfMember).length < 2
        ? []
        : [
            promise(listing, "filters.together", {
              area: "lifecycle",
              level: "SHOULD",
              title: `${id} answers what fits each of two of its filters that are sent together, and nothing else.`,
              quote: FILTERED,
            }),
          ]),
    ];
  });
}

const FILTERED = "R24. A list with a filter names the resources that the filter is about, and no others.";
