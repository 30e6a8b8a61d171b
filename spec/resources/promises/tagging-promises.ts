import type { Contract } from "../../contract/contract.ts";
import type { Requirement } from "../../requirement.ts";
import type { Resource, ResourceTable } from "../resource-table.ts";
import { kindInWords, ofKindId, promiseOf, taggingId } from "./promise.ts";

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
  if (adding === undefined || !describesTags(resource)) return ways;
  const shown = promiseOf(adding, ofKindId(adding, "tags.shown", resource.name), {
    area: "lifecycle",
    level: "SHOULD",
    title: `${resource.describe?.operation ?? ""} shows the tags that ${adding.id} added to ${kindInWords(resource)}.`,
    quote: QUOTES.tag,
  });
  return [...ways, shown];
}

/** Whether a description shows what tags a resource has. */
export function describesTags({ tags, describe }: Resource): boolean {
  return tags?.shown !== undefined && describe?.shows !== undefined;
}
