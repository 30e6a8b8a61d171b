import { saysUnknown } from "#custody/looking/absence.ts";
import { type PageWalk, walkPages } from "#custody/looking/walk-pages.ts";
import { tokenOn } from "#custody/resources/resource-requests.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import type { Operation, Pages } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { dottedPointer, valueAt } from "#spec/json/json-pointer.ts";
import { sortedText } from "#spec/json/sorted-text.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check, settling, wanting, type Finding } from "#suites/oracles/finding.ts";
import { haveEachOnce, judgeBroken, judgeEachOnce, judgePageSize } from "#suites/oracles/pages.ts";
import type { ListForm } from "#suites/record/condition.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** The most pages that are followed, since others may write into the list. */
const MAX_PAGES = 60;

export interface Followed {
  readonly listing: Operation;
  readonly pages: Pages;
  readonly base: JsonObject;
  /** The most items per page, if the operation takes a size. */
  readonly size?: number | undefined;
  readonly itemsOn: (reply: Reply) => readonly string[];
  /** No source says that this size is taken: where it is refused, there are no pages to judge. */
  readonly mayBeRefused?: boolean;
  /** The input has a filter. */
  readonly isFiltered?: boolean;
  /** Where a script finds the items; absent if it cannot. */
  readonly form?: ListForm | undefined;
}

/** The items at a place of a page, each as its text. */
export function itemTextsAt(at: string): Followed["itemsOn"] {
  return ({ json }) => {
    const items = json === undefined ? undefined : valueAt(json, at);
    return Array.isArray(items) ? items.map(sortedText) : [];
  };
}

/** Follows a list from page to page, to its end or until a page is missing. */
export function followPages(session: ServiceSession, followed: Followed): Promise<PageWalk> {
  const { listing, pages, base, size, itemsOn, isFiltered = false } = followed;
  const sized = size === undefined || pages.pageSize === undefined ? base : { ...base, [pages.pageSize]: size };
  const ask = async (token: string | undefined): Promise<Reply | undefined> => {
    const request = encodeInput(listing, token === undefined ? sized : { ...sized, [pages.inputToken]: token });
    return request && session.send(request);
  };
  return walkPages({
    ask,
    itemsOn,
    tokenOn: (reply) => tokenOn(reply, pages.outputToken),
    most: MAX_PAGES,
    ...(isFiltered ? { mostIdle: Infinity } : {}),
  });
}

/** A page whose token was given must come; a server that fails or cannot be reached says nothing about pages. */
export function brokenOff(walked: PageWalk): Finding | undefined {
  return judgeBroken(walked, isOwed);
}

function isOwed(refusal: Reply, page: number): boolean {
  return page > 1 && !isUnreachable(refusal) && !isThrottled(refusal) && refusal.status < 500;
}

/** Whether the pages of a size, taken together, have each of these once, after they have had the time to. */
export async function judgePages(session: ServiceSession, followed: Followed, there: readonly string[]): Promise<void> {
  const { listing, pages, size, form } = followed;
  const holding = (held: ListForm) => (form === undefined ? undefined : { list: { ...form, ...held } });
  // A resource just created may not be listed yet, and what others create and remove meanwhile shifts the rest.
  const walked = await session.waitFor(
    { operation: listing.id, event: size === undefined ? "pages" : "pages of a size" },
    {
      read: () => followPages(session, followed),
      holds: (seen) =>
        haveEachOnce(seen.items, there) || (brokenOff(seen) !== undefined && !isUnknownYet(session, seen)),
    },
  );
  const { items, last } = walked;
  if (last === undefined) return;
  if (followed.mayBeRefused === true && items.length === 0 && !isSuccess(last)) return;
  const isWhole = brokenOff(walked) === undefined;
  if (size !== undefined && pages.pageSize !== undefined && (isWhole || items.length > 0)) {
    const finding = wanting(judgePageSize(walked, size), holding({ pageSize: size }));
    session.judge(promiseId(listing, "pages.size"), finding, session.lastExchange);
  }
  if (isWhole) judgeEnd(session, followed, last);
  const finding = wanting(judgeEachOnce(walked, there, isOwed), holding({ once: there }));
  session.judge(promiseId(listing, "pages.whole"), settling(finding), session.lastExchange);
}

/** What the list is of may have been made a moment ago: a list that is behind does not know it yet. */
function isUnknownYet({ context: { table } }: ServiceSession, { pages, last }: PageWalk): boolean {
  return pages.length === 0 && last !== undefined && saysUnknown(last, table.errors.unknown);
}

/** A client that asks whether there is a token, and not what it is, goes on with an empty one for ever. */
function judgeEnd(session: ServiceSession, { listing, pages }: Followed, { json, exchange }: Reply): void {
  const at = dottedPointer(pages.outputToken);
  const isEmpty = json !== undefined && valueAt(json, at) === "";
  const finding = check(!isEmpty, `no \`${pages.outputToken}\``, isEmpty ? "an empty one" : "none");
  session.judge(promiseId(listing, "pages.end"), wanting(finding, { members: [{ at, absent: true }] }), exchange);
}

/** The requirements by which the pages of a list are judged. */
export function pageRequirements(listing: Operation, { pageSize }: Pages): string[] {
  const whole = [promiseId(listing, "pages.whole"), promiseId(listing, "pages.end")];
  return pageSize === undefined ? whole : [...whole, promiseId(listing, "pages.size")];
}

/** A list returns a token if there is a page after the first. */
export function showsToken({ operation, seenWhen }: PlannedRequirement, listing: Operation): boolean {
  return operation === listing.id && seenWhen === "member-returned";
}
