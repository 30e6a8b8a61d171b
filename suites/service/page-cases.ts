import { idsOn, tokenOn } from "../../clusters/resources/resource-requests.ts";
import { encodeInput } from "../../protocol/encode.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../protocol/reply.ts";
import { isThrottled } from "../../protocol/throttling.ts";
import type { Operation, Pages } from "../../spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "../../spec/json/json.ts";
import { promiseId } from "../../spec/resources/promises/promise.ts";
import type { ListOperation, Resource } from "../../spec/resources/resource-table.ts";
import { check, type Finding } from "../oracles/finding.ts";
import { baseInput, withSpare } from "./base-input.ts";
import type { ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";
import type { ServiceSession } from "./service-session.ts";

/** Made beside the one that stands, so that there are pages. */
const MORE = 2;
/** Pages followed at most, for lists that others write into. */
const MAX_PAGES = 60;

/** The pages of each list of resources. */
export function* pageCases({ contract }: ServiceContext, resources: readonly Resource[]): Iterable<ServiceCase> {
  const seen = new Set<string>();
  for (const resource of resources) {
    const { list } = resource;
    const listing = list && contract.operation(list.operation);
    if (list === undefined || listing?.pages === undefined || seen.has(listing.id)) continue;
    seen.add(listing.id);
    yield pagesCase({ resource, list, listing, pages: listing.pages });
    yield badTokenCase(listing, listing.pages);
  }
}

interface Paged {
  readonly resource: Resource;
  readonly list: ListOperation;
  readonly listing: Operation;
  readonly pages: Pages;
}

function pagesCase({ resource, list, listing, pages }: Paged): ServiceCase {
  return {
    id: `${listing.prefix}/scenario/pages`,
    kind: "scenario",
    requirements: pageRequirements(listing, pages),
    summary: "a list in pages of one, followed to its end",
    needs: [listing.id],
    run: async (session) => {
      const there = await someResources(session, resource);
      if (there.length < 2) return;
      const base = baseInput(session.context, list, { salt: session.salt() });
      if (base === undefined) return;
      const itemsOn = (reply: Reply): string[] => idsOn(reply, list);
      await judgePages(session, { listing, pages, base, size: 1, itemsOn }, there);
    },
  };
}

function pageRequirements(listing: Operation, { pageSize }: Pages): string[] {
  const whole = promiseId(listing, "pages.whole");
  return pageSize === undefined ? [whole] : [whole, promiseId(listing, "pages.size")];
}

/** Those that stand, and a few more where they can be made; their names. */
async function someResources(session: ServiceSession, resource: Resource): Promise<string[]> {
  const { context } = session;
  const standing = context.standing.get(resource.name);
  const ids = standing === undefined ? [] : [standing.id];
  const creating = resource.create && context.contract.operation(resource.create.operation);
  if (creating === undefined || context.presence.get(creating.id)?.status !== "implemented") return ids;
  // Of what is one of a few there is one more to be had, if any.
  const more = resource.fixed ? Number(resource.id.spare !== undefined) : MORE;
  for (let index = 0; index < more; index += 1) {
    const base = baseInput(context, { operation: creating.id }, { salt: session.salt(`more ${index}`) });
    const input = base && (resource.fixed ? withSpare(base, resource) : base);
    const request = input && encodeInput(creating, input);
    if (input === undefined || request === undefined) break;
    const { made } = await session.create(resource, request, { input });
    if (made !== undefined) ids.push(made.id);
  }
  return ids;
}

interface Followed {
  readonly listing: Operation;
  readonly pages: Pages;
  readonly base: JsonObject;
  /** Items of a page at most, where a size can be asked for. */
  readonly size?: number | undefined;
  readonly itemsOn: (reply: Reply) => readonly string[];
}

interface Walked {
  readonly items: readonly string[];
  /** Of the items on one page. */
  readonly largest: number;
  /** What stands in the place of the last page, where there is none. */
  readonly broken?: Finding;
}

async function followPages(session: ServiceSession, followed: Followed): Promise<Walked> {
  const { listing, pages, base, size, itemsOn } = followed;
  const sized = size === undefined || pages.pageSize === undefined ? base : { ...base, [pages.pageSize]: size };
  const items: string[] = [];
  let largest = 0;
  let input: JsonObject = sized;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const request = encodeInput(listing, input);
    if (request === undefined) break;
    const reply = await session.send(request);
    if (!isSuccess(reply)) return { items, largest, broken: brokenOff(reply, page) };
    const found = itemsOn(reply);
    largest = Math.max(largest, found.length);
    items.push(...found);
    const token = tokenOn(reply, pages.outputToken);
    if (token === undefined) return { items, largest };
    input = { ...sized, [pages.inputToken]: token };
  }
  // A list that others write into may go on for longer than anybody follows.
  return { items, largest, broken: unended(items.length) };
}

/** Whether pages of a size, together, have each of these once. */
async function judgePages(session: ServiceSession, followed: Followed, there: readonly string[]): Promise<void> {
  const { listing, pages, size = 1 } = followed;
  const { items, largest, broken } = await followPages(session, followed);
  const whole = promiseId(listing, "pages.whole");
  if (pages.pageSize !== undefined && (broken === undefined || items.length > 0)) {
    const finding = check(largest <= size, `${size} at most on a page`, `a page of ${largest}`);
    session.judge(promiseId(listing, "pages.size"), finding);
  }
  if (broken !== undefined) return session.judge(whole, broken);
  const lost = there.filter((id) => !items.includes(id)).length;
  const twice = there.filter((id) => items.indexOf(id) !== items.lastIndexOf(id)).length;
  const received = lost + twice === 0 ? "each once" : `${lost} of ${there.length} left out, ${twice} named twice`;
  session.judge(whole, check(lost + twice === 0, "each once", received));
}

/** The pages of each list about no resource of the account's, which nobody writes into: held to the list read at once. */
export function* entryPageCases({ contract, table }: ServiceContext): Iterable<ServiceCase> {
  for (const id of Object.values(table.services).flat()) {
    const listing = contract.operation(id);
    const { pages } = listing;
    if (pages?.items === undefined || table.inputs[id] === undefined) continue;
    yield entryPagesCase(listing, pages, pages.items);
    yield badTokenCase(listing, pages);
  }
}

/** Pages that a list is cut into, about. */
const SLICES = 10;

function entryPagesCase(listing: Operation, pages: Pages, member: string): ServiceCase {
  return {
    id: `${listing.prefix}/scenario/pages`,
    kind: "scenario",
    requirements: pageRequirements(listing, pages),
    summary: "a list read at once, and in pages",
    needs: [listing.id],
    run: async (session) => {
      const base = baseInput(session.context, { operation: listing.id }, { salt: session.salt() });
      if (base === undefined) return;
      const itemsOn = ({ json }: Reply): string[] => {
        const items = isJsonObject(json) ? json[member] : undefined;
        return Array.isArray(items) ? items.map((item) => JSON.stringify(item)) : [];
      };
      const followed = { listing, pages, base, itemsOn };
      const atOnce = await followPages(session, followed);
      const once = atOnce.items.filter((item, _index, all) => all.indexOf(item) === all.lastIndexOf(item));
      if (atOnce.broken !== undefined || once.length < 2) return;
      await judgePages(session, { ...followed, size: Math.ceil(once.length / SLICES) }, once);
    },
  };
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

function badTokenCase(listing: Operation, pages: Pages): ServiceCase {
  const requirement = promiseId(listing, "pages.bad-token");
  return {
    id: `${listing.prefix}/scenario/bad-token`,
    kind: "scenario",
    requirements: [requirement],
    summary: "a token that no answer gave",
    needs: [listing.id],
    run: async (session) => {
      const base = baseInput(session.context, { operation: listing.id }, { salt: session.salt() });
      const request = base && encodeInput(listing, { ...base, [pages.inputToken]: "no-token-of-any-page" });
      if (request === undefined) return;
      const reply = await session.send(request);
      const refused = reply.status >= 400 && reply.status < 500;
      session.judge(requirement, check(refused, "a refusal", describeReply(reply)), reply.exchange);
    },
  };
}
