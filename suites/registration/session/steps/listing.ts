import { namesOn } from "#custody/looking/shown-cluster.ts";
import { type PageWalk, walkPages } from "#custody/looking/walk-pages.ts";
import { tokenOn } from "#custody/resources/resource-requests.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { clusterPages } from "#spec/registration/contract-words.ts";
import type { ListQuery } from "#suites/registration/session/list-query.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";

/** The most pages to read: with one name per page a larger account is cut off. */
const MAX_PAGES = 400;

/** A walk through the list of clusters, at least one page of which was asked for. */
export interface Listing extends PageWalk {
  readonly last: Reply;
}

/**
 * Whether a walk in small pages was cut off because there are so many clusters: then the whole list, in pages of the
 * usual size, has at least as many names.
 */
export async function isLongList(session: CaseSession, walked: Listing): Promise<boolean> {
  if (walked.end !== "cut off") return false;
  const whole = await listAll(session, { all: true });
  return whole.end === "whole" && new Set(whole.items).size >= new Set(walked.items).size;
}

/** Walks the list page by page. */
export async function listAll(session: CaseSession, query: ListQuery): Promise<Listing> {
  const { outputToken } = clusterPages();
  const walk = await walkPages({
    ask: (token) => session.list(token === undefined ? query : { ...query, token }),
    itemsOn: namesOn,
    tokenOn: (reply) => tokenOn(reply, outputToken),
    most: MAX_PAGES,
  });
  const { last } = walk;
  if (last === undefined) throw new Error("a list was walked that nobody asked for");
  return { ...walk, last };
}
