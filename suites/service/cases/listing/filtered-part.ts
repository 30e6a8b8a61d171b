import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation, Pages } from "#spec/contract/operation.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { followPages, itemTextsAt } from "./follow-pages.ts";

export interface Filter {
  readonly listing: Operation;
  readonly pages: Pages;
  /** Where a page has its items. */
  readonly items: string;
  /** The member of the input, and that of an item which it is compared with. */
  readonly input: string;
  readonly member: string;
}

export interface FilteredPart {
  readonly last: Reply | undefined;
  readonly whole: boolean;
  readonly items: readonly JsonValue[];
}

/** What a list has, with that input; `size`: of its pages, if not as many as the endpoint likes. */
export async function partOf(
  session: ServiceSession,
  { listing, pages, items: at }: Filter,
  base: JsonObject,
  size?: number,
): Promise<FilteredPart> {
  const itemsOn = itemTextsAt(at);
  const { items, end, last } = await followPages(session, { listing, pages, base, size, itemsOn, isFiltered: true });
  return { last, items: items.map((item) => JSON.parse(item) as JsonValue), whole: end === "whole" };
}
