import { idsOn, tokenOn } from "../../clusters/resources/resource-requests.ts";
import { encodeInput } from "../../protocol/encode.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../protocol/reply.ts";
import { isThrottled } from "../../protocol/throttling.ts";
import type { Operation, Pages } from "../../spec/contract/operation.ts";
import { promiseId } from "../../spec/resources/resource-requirements.ts";
import type { ListOperation, Resource } from "../../spec/resources/resource-table.ts";
import { check, type Finding } from "../oracles/finding.ts";
import { baseInput } from "./base-input.ts";
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
  const requirements = [promiseId(listing, "pages.whole"), promiseId(listing, "pages.size")];
  return {
    id: `${listing.prefix}/scenario/pages`,
    kind: "scenario",
    requirements: pages.pageSize === undefined ? requirements.slice(0, 1) : requirements,
    summary: "a list in pages of one, followed to its end",
    needs: [listing.id],
    run: async (session) => {
      const there = await someResources(session, resource);
      if (there.length < 2) return;
      const base = baseInput(session.context, list, { salt: session.salt() });
      if (base === undefined) return;
      await followPages(session, { list, listing, pages, base, there });
    },
  };
}

/** Those that stand, and a few more where they can be made; their names. */
async function someResources(session: ServiceSession, resource: Resource): Promise<string[]> {
  const { context } = session;
  const standing = context.standing.get(resource.name);
  const ids = standing === undefined ? [] : [standing.id];
  const creating = resource.create && context.contract.operation(resource.create.operation);
  if (creating === undefined || resource.fixed || context.presence.get(creating.id)?.status !== "implemented")
    return ids;
  for (let index = 0; index < MORE; index += 1) {
    const input = baseInput(context, { operation: creating.id }, { salt: session.salt(`more ${index}`) });
    const request = input && encodeInput(creating, input);
    if (input === undefined || request === undefined) break;
    const { made } = await session.create(resource, request, { input });
    if (made !== undefined) ids.push(made.id);
  }
  return ids;
}

interface Followed extends Omit<Paged, "resource"> {
  readonly base: NonNullable<ReturnType<typeof baseInput>>;
  readonly there: readonly string[];
}

async function followPages(session: ServiceSession, { list, listing, pages, base, there }: Followed): Promise<void> {
  const size = pages.pageSize === undefined ? {} : { [pages.pageSize]: 1 };
  const ids: string[] = [];
  let token: string | undefined;
  let largest = 0;
  let ended = false;
  for (let page = 1; page <= MAX_PAGES && !ended; page += 1) {
    const request = encodeInput(listing, {
      ...base,
      ...size,
      ...(token === undefined ? {} : { [pages.inputToken]: token }),
    });
    if (request === undefined) return;
    const reply = await session.send(request);
    if (!isSuccess(reply)) return session.judge(promiseId(listing, "pages.whole"), brokenOff(reply, page));
    const found = idsOn(reply, list);
    largest = Math.max(largest, found.length);
    ids.push(...found);
    token = tokenOn(reply, pages.outputToken);
    ended = token === undefined;
  }
  if (pages.pageSize !== undefined) {
    session.judge(
      promiseId(listing, "pages.size"),
      check(largest <= 1, "pages of one at most", `a page of ${largest}`),
    );
  }
  // A list that others write into may go on for longer than anybody follows.
  if (!ended) return session.judge(promiseId(listing, "pages.whole"), unended(ids.length));
  const lost = there.filter((id) => !ids.includes(id)).length;
  const twice = there.filter((id) => ids.indexOf(id) !== ids.lastIndexOf(id)).length;
  const received = lost + twice === 0 ? "each once" : `${lost} of ${there.length} left out, ${twice} named twice`;
  session.judge(promiseId(listing, "pages.whole"), check(lost + twice === 0, "each once", received));
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
