import { MOST_IDLE, type PageWalk } from "#custody/looking/walk-pages.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { pageTokens } from "#spec/contract/page-tokens.ts";
import { dottedPointer } from "#spec/json/json-pointer.ts";
import type { ListOperation } from "#spec/resources/resource-table.ts";
import type { ListForm } from "#suites/record/condition.ts";
import { check, type Finding } from "./finding.ts";

const EXPECTED = "each once";

/** No page has more than were asked for. */
export function judgePageSize({ pages }: Pick<PageWalk, "pages">, size: number): Finding {
  const largest = Math.max(0, ...pages.map(({ length }) => length));
  return check(largest <= size, `${size} at most on a page`, `a page of ${largest}`);
}

/** All pages together have each of these once; `isOwed`: whether a page that is refused had to come. */
export function judgeEachOnce(
  walk: PageWalk,
  there: readonly string[],
  isOwed: (refusal: Reply, page: number) => boolean,
): Finding {
  const broken = judgeBroken(walk, isOwed);
  if (broken !== undefined) return broken;
  const lost = there.filter((item) => !walk.items.includes(item)).length;
  const twice = there.filter((item) => walk.items.indexOf(item) !== walk.items.lastIndexOf(item)).length;
  const received = lost + twice === 0 ? EXPECTED : `${lost} of ${there.length} left out, ${twice} named twice`;
  return check(lost + twice === 0, EXPECTED, received);
}

/** What there is in place of a whole list; undefined if it came to its end. */
export function judgeBroken(
  { pages, items, last, end }: PageWalk,
  isOwed: (refusal: Reply, page: number) => boolean,
): Finding | undefined {
  const number = pages.length + 1;
  switch (end) {
    case "whole":
      return undefined;
    case "no page": {
      const received = `${last === undefined ? "nothing" : describeReply(last)} in place of page ${number}`;
      const isMissed = last !== undefined && isOwed(last, number);
      return { grade: isMissed ? "missed" : "unclear", expected: EXPECTED, received };
    }
    case "circular":
      return check(false, EXPECTED, "a token that leads back to a page before");
    case "endless":
      return check(
        false,
        EXPECTED,
        `no end after ${pages.length} pages with ${items.length} items, none new in the last ${MOST_IDLE}`,
      );
    case "cut off":
      return {
        grade: "unclear",
        expected: EXPECTED,
        received: `no end after ${pages.length} pages with ${items.length} items`,
      };
  }
}

/** These, each once. */
export function haveEachOnce(items: readonly string[], there: readonly string[]): boolean {
  return there.every((item) => isOnce(items, item));
}

export function isOnce(items: readonly string[], item: string): boolean {
  return items.includes(item) && items.indexOf(item) === items.lastIndexOf(item);
}

/** Where the pages of a list have their items; undefined if a finding's file cannot follow the pages. */
export function pagesForm(listing: Operation, { at, item }: Pick<ListOperation, "at" | "item">): ListForm | undefined {
  const { members, method } = listing;
  if (!isSafe(method)) return undefined;
  const pages = pageTokens(listing);
  if (pages === undefined) return { at, item };
  const token = members.find(({ name }) => name === pages.inputToken)?.wireName;
  return { at, item, token, next: dottedPointer(pages.outputToken) };
}
