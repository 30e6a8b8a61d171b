import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import type { CaseSession } from "../session.ts";
import { namesOn, nextTokenOf } from "../../../custody/looking/shown-cluster.ts";
import type { ListQuery } from "../list-query.ts";

/**
 * The most pages to read: with one name per page a larger account is cut off, and an endless chain of tokens is
 * noticed.
 */
const MAX_PAGES = 400;

/** After so many pages in a row without a new name, the chain is endless: real lists have no such pages. */
const MAX_IDLE_PAGES = 25;

export interface Listing {
  readonly names: readonly string[];
  readonly pages: readonly (readonly string[])[];
  readonly last: Reply;
  /** A page returned a token that an earlier page had returned. */
  readonly circular: boolean;
  readonly complete: boolean;
  /** There were more pages than are read, each with new names. */
  readonly isCutOff: boolean;
}

/**
 * Whether a walk in small pages was cut off because there are so many clusters: then the whole list, in pages of the
 * usual size, has at least as many names.
 */
export async function isLongList(session: CaseSession, walked: Listing): Promise<boolean> {
  if (!walked.isCutOff) return false;
  const whole = await listAll(session, { all: true });
  return whole.complete && new Set(whole.names).size >= new Set(walked.names).size;
}

/** Walks the list page by page. */
export async function listAll(session: CaseSession, query: ListQuery): Promise<Listing> {
  const pages: string[][] = [];
  const tokens = new Set<string>();
  const names = new Set<string>();
  let idlePages = 0;
  let last = await session.list(query);
  for (;;) {
    const page = isSuccess(last) ? namesOn(last) : undefined;
    if (page !== undefined) pages.push(page);
    const known = names.size;
    for (const name of page ?? []) names.add(name);
    idlePages = names.size > known ? 0 : idlePages + 1;
    const token = nextTokenOf(last);
    const ended = { names: pages.flat(), pages, last, circular: false, complete: false, isCutOff: false };
    if (page === undefined) return ended;
    // Paginators of AWS SDKs end at an empty one, too.
    if (typeof token !== "string" || token === "") return { ...ended, complete: true };
    if (tokens.has(token)) return { ...ended, circular: true };
    if (idlePages >= MAX_IDLE_PAGES) return ended;
    if (pages.length >= MAX_PAGES) return { ...ended, isCutOff: true };
    tokens.add(token);
    last = await session.list({ ...query, token });
  }
}

/** The list names it exactly once. */
export function isOnce(names: readonly string[], name: string): boolean {
  return names.includes(name) && names.indexOf(name) === names.lastIndexOf(name);
}
