import { isSuccess, type Reply } from "#protocol/answers/reply.ts";

/** After so many pages in a row without a new item, the walk has no end: real lists have no such pages. */
export const MOST_IDLE = 25;

/**
 * How a walk from page to page ended: with a page that names no other; with an answer that is no page; with a token that
 * an earlier page had given, where SDKs stop as well; after so many pages without anything new; or because no more is read.
 */
export type WalkEnd = "whole" | "no page" | "circular" | "endless" | "cut off";

export interface PageWalk {
  /** What each page names. */
  readonly pages: readonly (readonly string[])[];
  readonly items: readonly string[];
  /** The answers, each of which is a page but perhaps the last one. */
  readonly replies: readonly Reply[];
  /** Undefined where no request can ask for the first page. */
  readonly last: Reply | undefined;
  readonly end: WalkEnd;
}

export interface Walking {
  /** Undefined where no request can carry the token. */
  readonly ask: (token: string | undefined) => Promise<Reply | undefined>;
  /** What a page names; undefined where the answer is no page. */
  readonly itemsOn: (reply: Reply) => readonly string[] | undefined;
  readonly tokenOn: (reply: Reply) => string | undefined;
  /** The most pages that are read. */
  readonly most: number;
  /** The most pages in a row without anything new; of a list that is filtered after it is cut, any number may be empty. */
  readonly mostIdle?: number;
}

/** Follows a list from page to page. */
export async function walkPages({ ask, itemsOn, tokenOn, most, mostIdle = MOST_IDLE }: Walking): Promise<PageWalk> {
  const [pages, replies]: [(readonly string[])[], Reply[]] = [[], []];
  const [tokens, known] = [new Set<string>(), new Set<string>()];
  let idle = 0;
  let token: string | undefined;
  const ended = (end: WalkEnd): PageWalk => ({ pages, items: pages.flat(), replies, last: replies.at(-1), end });
  for (;;) {
    const reply = await ask(token);
    if (reply === undefined) return ended("cut off");
    replies.push(reply);
    const items = isSuccess(reply) ? itemsOn(reply) : undefined;
    if (items === undefined) return ended("no page");
    pages.push(items);
    idle = items.some((item) => !known.has(item)) ? 0 : idle + 1;
    for (const item of items) known.add(item);
    token = tokenOn(reply);
    if (token === undefined) return ended("whole");
    if (tokens.has(token)) return ended("circular");
    if (idle >= mostIdle) return ended("endless");
    if (pages.length >= most) return ended("cut off");
    tokens.add(token);
  }
}
