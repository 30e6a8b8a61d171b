import { idsOn, tokenOn } from "#custody/resources/resource-requests.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { pageTokens } from "#spec/contract/page-tokens.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { sortedText } from "#spec/json/sorted-text.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { listedId, promiseId } from "#spec/resources/promises/promise.ts";
import type { ListOperation, ResourceTable } from "#spec/resources/resource-table.ts";
import { check, type Finding, wanting } from "./finding.ts";
import { pagesForm } from "./pages.ts";

/** A list of a table, and what says that it has each once: of its pages together, or where it has none, of its kind. */
export interface TableList {
  readonly list: ListOperation;
  readonly eachOnce: string;
}

/** An answer to a list; the input is as the server reads it. */
export interface PageRead {
  readonly listing: Operation;
  readonly input: JsonObject;
  readonly reply: Reply;
}

/** A list that was read from its first page to its last. */
export interface WholeRead {
  readonly listing: Operation;
  /** Without the token of a page. */
  readonly input: JsonObject;
  readonly ids: readonly string[];
}

const listsOf = perObject(
  ({ resources }: ResourceTable) =>
    new Map(
      resources.flatMap(({ name, list }) => (list === undefined ? [] : [[list.operation, { name, list }] as const])),
    ),
);

/** Undefined where the operation lists no kind of the table. */
export function tableList(table: ResourceTable, listing: Operation): TableList | undefined {
  const found = listsOf(table).get(listing.id);
  if (found === undefined) return undefined;
  const { name, list } = found;
  return { list, eachOnce: listing.pages === undefined ? listedId(listing, name) : promiseId(listing, "pages.whole") };
}

/** Nothing excuses a page that names one resource twice, whoever comes and goes; undefined where it names each once. */
export function judgePage({ list }: TableList, { listing, reply }: Omit<PageRead, "input">): Finding | undefined {
  const twice = namedTwice(idsOn(reply, list));
  return twice.length === 0
    ? undefined
    : eachOnce(check(false, "no name twice on a page", "one twice"), { listing, list, twice });
}

/** What whole reads of a list, one after the other, named twice, though no page did. */
export function judgePagesRead({ list }: TableList, { listing, ids }: WholeRead): Finding | undefined {
  const twice = namedTwice(ids);
  if (twice.length === 0) return undefined;
  return eachOnce(check(false, "each once", "one twice, on pages that were read again alike"), {
    listing,
    list,
    twice,
  });
}

interface NamedTwice {
  readonly listing: Operation;
  readonly list: ListOperation;
  readonly twice: readonly string[];
}

function eachOnce(finding: Finding, { listing, list, twice }: NamedTwice): Finding {
  const form = pagesForm(listing, list);
  return wanting(finding, form && { list: { ...form, once: twice } });
}

export function namedTwice(ids: readonly string[]): string[] {
  const [once, twice] = [new Set<string>(), new Set<string>()];
  for (const id of ids) (once.has(id) ? twice : once).add(id);
  return [...twice];
}

/** What led up to each page that was told of, by its list and token. */
export type PagesBegun = Map<string, readonly string[]>;

/**
 * Joins a page to those that led up to it, whatever was read between them. The whole list where it is the last one;
 * undefined where more is to come, or where nobody has led up to it.
 */
export function joinedPages(begun: PagesBegun, { list }: TableList, page: PageRead): WholeRead | undefined {
  const { listing, input, reply } = page;
  const tokens = pageTokens(listing);
  const { [tokens?.inputToken ?? ""]: token, ...asked } = input;
  const keyOf = (of: unknown): string => sortedText([listing.id, asked, of as string]);
  const before = token === undefined ? [] : begun.get(keyOf(token));
  if (before === undefined) return undefined;
  const ids = [...before, ...idsOn(reply, list)];
  const next = tokens === undefined ? undefined : tokenOn(reply, tokens.outputToken);
  if (next === undefined) return { listing, input: asked, ids };
  begun.set(keyOf(next), ids);
  return undefined;
}
