import type { Contract } from "#spec/contract/contract.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource, ResourceTable, Tagging } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { isOfEks } from "#spec/resources/sources-elsewhere.ts";
import { tellsTwoApart } from "#spec/resources/table-readings.ts";
import { kindInWords, ofKindId, promise, promiseId, promiseOf, taggingId } from "./promise.ts";

const QUOTES = {
  tag: "R15. TagResource adds tags to the resource of an ARN, and leaves those alone that it does not name.",
  untag: "R16. UntagResource takes the tags with the given keys from the resource of an ARN.",
  list: "R17. ListTagsForResource shows the tags of the resource of an ARN.",
} as const;

const WORDS = { tag: "adds tags to", untag: "removes tags from", list: "shows the tags of" } as const;

/** What the operations on tags promise of one kind of resource. */
export function taggingPromises(contract: Contract, resource: Resource, { tagging }: ResourceTable): Requirement[] {
  if (tagging === undefined || resource.tags === undefined || resource.arn === undefined) return [];
  const ways = (["tag", "untag", "list"] as const).flatMap((way) => {
    const operation = contract.operations.get(tagging[way].operation);
    if (operation === undefined) return [];
    const title = `${operation.id} ${WORDS[way]} ${kindInWords(resource)}.`;
    return [promiseOf(operation, taggingId(operation, resource), { area: "lifecycle", title, quote: QUOTES[way] })];
  });
  const adding = contract.operations.get(tagging.tag.operation);
  if (adding === undefined) return ways;
  // Of such texts no source of this service speaks; others refuse some, or take some for the same.
  const texts = promiseOf(adding, ofKindId(adding, "tags.odd", resource.name), {
    area: "lifecycle",
    level: "SHOULD",
    title: `${adding.id} adds tags to ${kindInWords(resource)} letter by letter, odd characters, case and blanks included.`,
    quote: QUOTES.tag,
    presupposes: [taggingId(adding, resource)],
  });
  const keeps = promiseOf(adding, ofKindId(adding, "keeps", resource.name), {
    area: "lifecycle",
    level: "SHOULD",
    title: `${adding.id} changes nothing but the tags of ${kindInWords(resource)}.`,
    quote: QUOTES.tag,
  });
  if (resource.describe?.shows !== undefined) ways.push(keeps);
  if (!describesTags(resource)) return [...ways, texts];
  const shown = promiseOf(adding, ofKindId(adding, "tags.shown", resource.name), {
    area: "lifecycle",
    level: "SHOULD",
    title: `${resource.describe?.operation ?? ""} shows the tags that ${adding.id} added to ${kindInWords(resource)}.`,
    quote: QUOTES.tag,
    presupposes: [taggingId(adding, resource)],
  });
  return [...ways, texts, shown];
}

/** The first kind of which two may be there and have tags by their ARNs; one that takes no time to become ready, if any does. */
export function kindOfTwo({ tagging, resources }: ResourceTable): Resource | undefined {
  if (tagging === undefined) return undefined;
  const kinds = resources.filter(
    (one) => one.tags !== undefined && one.arn !== undefined && one.stays === undefined && tellsTwoApart(one),
  );
  return kinds.find(({ ready }) => ready === undefined) ?? kinds[0];
}

/** `create-nodegroup.tags.inherited`, where what a kind belongs to is created with tags, and its own are described; undefined elsewhere. */
export function inheritedTagsId({ contract, table }: Service, resource: Resource): string | undefined {
  const { create, parent } = resource;
  const creating = create && contract.operations.get(create.operation);
  const above = table.resources.find(({ name }) => name === parent);
  if (creating === undefined || above?.create === undefined || above.tags === undefined) return undefined;
  return describesTags(resource) ? promiseId(creating, "tags.inherited") : undefined;
}

/** What is created has its own tags, and none of what it belongs to. */
export function inheritedTagsPromises(service: Service, resource: Resource): Requirement[] {
  if (inheritedTagsId(service, resource) === undefined) return [];
  const { contract } = service;
  return [
    promise(contract.operation(resource.create?.operation ?? ""), "tags.inherited", {
      area: "response-semantics",
      level: isOfEks(contract) ? undefined : "SHOULD",
      title: `${resource.describe?.operation ?? ""} shows ${kindInWords(resource)} without the tags of the ${resource.parent?.replaceAll("-", " ") ?? ""} that it belongs to.`,
      quote: "R40. Tags of a resource do not propagate to any other resource",
    }),
  ];
}

/** What the operations on tags promise of any kind, judged of one. */
export function addedTagsPromises(contract: Contract, table: ResourceTable): Requirement[] {
  const tag = table.tagging?.tag;
  const adding = contract.operations.get(tag?.operation ?? "");
  const listing = contract.operations.get(table.tagging?.list.operation ?? "");
  if (tag === undefined || adding === undefined || listing === undefined || kindOfTwo(table) === undefined) return [];
  return [
    promise(listing, "tags.whole-arn", {
      area: "lifecycle",
      level: "SHOULD",
      title: `${listing.id} does not show the tags of a resource by its ARN with another account or Region.`,
      quote: QUOTES.list,
    }),
    promise(adding, "tags.own", {
      area: "lifecycle",
      title: `${adding.id} adds tags to the resource of the ARN, and to no other.`,
      quote: QUOTES.tag,
    }),
    promise(adding, "tags.whole", {
      area: "lifecycle",
      level: "SHOULD",
      title: `A ${adding.id} that is refused for one of its tags adds none of them.`,
      quote: QUOTES.tag,
    }),
    ...(mostTags(adding, tag) === Infinity ? [] : fullPromises(adding, mostTags(adding, tag))),
  ];
}

/** No source says whether a limit of the model is that of a request, or of all that a resource has. */
function fullPromises(adding: Operation, most: number): Requirement[] {
  const full = { area: "lifecycle", level: "SHOULD", quote: QUOTES.tag } as const;
  return [
    promise(adding, "tags.most", {
      ...full,
      title: `${adding.id} refuses one tag more where a resource has ${most}.`,
    }),
    promise(adding, "tags.anew", {
      ...full,
      title: `${adding.id} gives a tag another value where a resource has ${most}.`,
    }),
  ];
}

/** The most tags that a resource may have, as far as the operation that adds some says. */
export function mostTags({ input }: Operation, { tags }: Tagging["tag"]): number {
  const { maxProperties, maxItems } = memberSchema(input, tags) ?? {};
  return Math.min(maxProperties ?? Infinity, maxItems ?? Infinity);
}

/** Whether a description shows what tags a resource has. */
export function describesTags({ tags, describe }: Resource): boolean {
  return tags?.shown !== undefined && describe?.shows !== undefined;
}
