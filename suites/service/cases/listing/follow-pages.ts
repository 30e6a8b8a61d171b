import { tokenOn } from "../../../../custody/resources/resource-requests.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { describeReply } from "../../../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../../../protocol/answers/reply.ts";
import { isThrottled } from "../../../../protocol/answers/throttling.ts";
import type { Operation, Pages } from "../../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { dottedPointer, valueAt } from "../../../../spec/json/json-pointer.ts";
import { promiseId } from "../../../../spec/resources/promises/promise.ts";
import { check, settling, wanting, type Finding } from "../../../oracles/finding.ts";
import type { ListForm } from "../../../record/condition.ts";
import type { PlannedRequirement } from "../../../record/events.ts";
import type { ServiceSession } from "../../service-session.ts";

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
  /** Where a script finds the items; absent if it cannot. */
  readonly form?: ListForm | undefined;
}

/** The items at a place of a page, each as its text. */
export function itemTextsAt(at: string): Followed["itemsOn"] {
  return ({ json }) => {
    const items = json === undefined ? undefined : valueAt(json, at);
    return Array.isArray(items) ? items.map((item) => JSON.stringify(item)) : [];
  };
}

interface Walked {
  readonly items: readonly string[];
  /** Names of the items on one page. */
  readonly largest: number;
  /** What is there instead of the last page, if it is missing. */
  readonly broken?: Finding;
  /** Undefined if no request can ask for the first page. */
  readonly last: Reply | undefined;
}

/** Follows a list from page to page, to its end or until a page is missing. */
export async function followPages(session: ServiceSession, followed: Followed): Promise<Walked> {
  const { listing, pages, base, size, itemsOn } = followed;
  const sized = size === undefined || pages.pageSize === undefined ? base : { ...base, [pages.pageSize]: size };
  const items: string[] = [];
  let largest = 0;
  let last: Reply | undefined;
  let input: JsonObject = sized;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const request = encodeInput(listing, input);
    if (request === undefined) break;
    const reply = await session.send(request);
    last = reply;
    if (!isSuccess(reply)) return { items, largest, broken: brokenOff(reply, page), last };
    const found = itemsOn(reply);
    largest = Math.max(largest, found.length);
    items.push(...found);
    const token = tokenOn(reply, pages.outputToken);
    if (token === undefined) return { items, largest, last };
    input = { ...sized, [pages.inputToken]: token };
  }
  return { items, largest, broken: unended(items), last };
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
      holds: (seen) => seen.broken !== undefined || haveEachOnce(seen.items, there),
    },
  );
  if (walked.last === undefined) return;
  const { items, largest, broken } = walked;
  if (followed.mayBeRefused === true && items.length === 0 && !isSuccess(walked.last)) return;
  const whole = promiseId(listing, "pages.whole");
  if (size !== undefined && pages.pageSize !== undefined && (broken === undefined || items.length > 0)) {
    const finding = check(largest <= size, `${size} at most on a page`, `a page of ${largest}`);
    session.judge(
      promiseId(listing, "pages.size"),
      wanting(finding, holding({ pageSize: size })),
      session.lastExchange,
    );
  }
  const once = holding({ once: there });
  if (broken === undefined) judgeEnd(session, followed, walked.last);
  if (broken !== undefined) return session.judge(whole, settling(wanting(broken, once)), session.lastExchange);
  const lost = there.filter((id) => !items.includes(id)).length;
  const twice = there.filter((id) => items.indexOf(id) !== items.lastIndexOf(id)).length;
  const received = lost + twice === 0 ? "each once" : `${lost} of ${there.length} left out, ${twice} named twice`;
  const finding = wanting(check(lost + twice === 0, "each once", received), once);
  session.judge(whole, settling(finding), session.lastExchange);
}

/** A client that asks whether there is a token, and not what it is, goes on with an empty one for ever. */
function judgeEnd(session: ServiceSession, { listing, pages }: Followed, { json, exchange }: Reply): void {
  const at = dottedPointer(pages.outputToken);
  const isEmpty = json !== undefined && valueAt(json, at) === "";
  const finding = check(!isEmpty, `no \`${pages.outputToken}\``, isEmpty ? "an empty one" : "none");
  session.judge(promiseId(listing, "pages.end"), wanting(finding, { members: [{ at, absent: true }] }), exchange);
}

function haveEachOnce(items: readonly string[], there: readonly string[]): boolean {
  return there.every((id) => items.includes(id) && items.indexOf(id) === items.lastIndexOf(id));
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

/** A page whose token was given must come; a server that fails or cannot be reached says nothing about pages. */
function brokenOff(reply: Reply, page: number): Finding {
  const received = `${describeReply(reply)} in place of page ${page}`;
  const isOwed = page > 1 && !isUnreachable(reply) && !isThrottled(reply) && reply.status < 500;
  return isOwed ? check(false, "each once", received) : { grade: "unclear", expected: "each once", received };
}

/** A list that others write into may grow faster than it is followed, but it does not come back to what it has named. */
function unended(items: readonly string[]): Finding {
  const received = `no end after ${MAX_PAGES} pages with ${items.length} items`;
  const distinct = new Set(items).size;
  if (items.length < 2 * distinct || items.length === 0) return { grade: "unclear", expected: "each once", received };
  return check(false, "each once", `${received}, which are ${distinct} again and again`);
}
