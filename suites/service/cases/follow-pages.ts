import { tokenOn } from "../../../clusters/resources/resource-requests.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../../protocol/answers/reply.ts";
import { isThrottled } from "../../../protocol/answers/throttling.ts";
import type { Operation, Pages } from "../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { promiseId } from "../../../spec/resources/promises/promise.ts";
import { check, settling, wanting, type Finding } from "../../oracles/finding.ts";
import type { ListForm } from "../../record/condition.ts";
import type { PlannedRequirement } from "../../record/events.ts";
import { lookUntil } from "../look-until.ts";
import type { ServiceSession } from "../service-session.ts";

/** Pages followed at most, for lists that others write into. */
const MAX_PAGES = 60;

export interface Followed {
  readonly listing: Operation;
  readonly pages: Pages;
  readonly base: JsonObject;
  /** Items of a page at most, where a size can be asked for. */
  readonly size?: number | undefined;
  readonly itemsOn: (reply: Reply) => readonly string[];
  /** Where a script finds the items; absent where it cannot. */
  readonly form?: ListForm | undefined;
}

interface Walked {
  readonly items: readonly string[];
  /** Of the items on one page. */
  readonly largest: number;
  /** What stands in the place of the last page, where there is none. */
  readonly broken?: Finding;
  /** Undefined where no request can ask for the first page. */
  readonly last: Reply | undefined;
}

/** Follows a list from page to page, to its end or until none comes. */
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
  // A list that others write into may go on for longer than anybody follows.
  return { items, largest, broken: unended(items.length), last };
}

/** Whether pages of a size, together, have each of these once, when they have had the time to. */
export async function judgePages(session: ServiceSession, followed: Followed, there: readonly string[]): Promise<void> {
  const { listing, pages, size = 1, form } = followed;
  const holding = (held: ListForm) => (form === undefined ? undefined : { list: { ...form, ...held } });
  // What was just made may not be listed yet, and what others make and remove meanwhile moves the rest.
  const walked = await lookUntil(
    session,
    () => followPages(session, followed),
    (seen) => seen?.broken !== undefined || haveEachOnce(seen?.items ?? [], there),
  );
  if (walked?.last === undefined) return;
  const { items, largest, broken } = walked;
  const whole = promiseId(listing, "pages.whole");
  if (pages.pageSize !== undefined && (broken === undefined || items.length > 0)) {
    const finding = check(largest <= size, `${size} at most on a page`, `a page of ${largest}`);
    session.judge(
      promiseId(listing, "pages.size"),
      wanting(finding, holding({ pageSize: size })),
      session.lastExchange,
    );
  }
  const once = holding({ once: there });
  if (broken !== undefined) return session.judge(whole, settling(wanting(broken, once)), session.lastExchange);
  const lost = there.filter((id) => !items.includes(id)).length;
  const twice = there.filter((id) => items.indexOf(id) !== items.lastIndexOf(id)).length;
  const received = lost + twice === 0 ? "each once" : `${lost} of ${there.length} left out, ${twice} named twice`;
  const finding = wanting(check(lost + twice === 0, "each once", received), once);
  session.judge(whole, settling(finding), session.lastExchange);
}

function haveEachOnce(items: readonly string[], there: readonly string[]): boolean {
  return there.every((id) => items.includes(id) && items.indexOf(id) === items.lastIndexOf(id));
}

/** What the pages of a list are judged by. */
export function pageRequirements(listing: Operation, { pageSize }: Pages): string[] {
  const whole = promiseId(listing, "pages.whole");
  return pageSize === undefined ? [whole] : [whole, promiseId(listing, "pages.size")];
}

/** A list answers with a token where it has a page after the first. */
export function showsToken({ operation, seenWhen }: PlannedRequirement, listing: Operation): boolean {
  return operation === listing.id && seenWhen === "member-returned";
}

/** A page that the page before it led to is owed; a server that fails, or is out of reach, says nothing of pages. */
function brokenOff(reply: Reply, page: number): Finding {
  const received = `${describeReply(reply)} in place of page ${page}`;
  const isOwed = page > 1 && !isUnreachable(reply) && !isThrottled(reply) && reply.status < 500;
  return isOwed ? check(false, "each once", received) : { grade: "unclear", expected: "each once", received };
}

function unended(seen: number) {
  return {
    grade: "unclear",
    expected: "each once",
    received: `no end after ${MAX_PAGES} pages with ${seen} items`,
  } as const;
}
