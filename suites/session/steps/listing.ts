import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import type { CaseSession } from "../session.ts";
import { namesOn, nextTokenOf } from "../../../clusters/looking/shown-cluster.ts";
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
    const done = { names: pages.flat(), pages, last };
    if (page === undefined) return { ...done, circular: false, complete: false };
    if (typeof token !== "string") return { ...done, circular: false, complete: true };
    if (tokens.has(token)) return { ...done, circular: true, complete: false };
    if (pages.length >= MAX_PAGES || idlePages >= MAX_IDLE_PAGES) return { ...done, circular: false, complete: false };
    tokens.add(token);
    last = await session.list({ ...query, token });
  }
}

/** The list names it exactly once. */
export function isOnce(names: readonly string[], name: string): boolean {
  return names.includes(name) && names.indexOf(name) === names.lastIndexOf(name);
}
