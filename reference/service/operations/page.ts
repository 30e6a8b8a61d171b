import { pageStart, pageToken } from "#reference/wire/page-token.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import { refuseInvalid } from "./refuse.ts";

/** Some of a list's items, and the token of those after them. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly token: string | undefined;
}

/** The items of the page that the input asks for; all of them where the operation has no pages. Throws on a bad token. */
export function pageOf<Item>(call: ServiceCall, sorted: readonly Item[], idOf: (item: Item) => string): Page<Item> {
  const { pages, input } = call.operation;
  if (pages === undefined) return { items: sorted, token: undefined };
  const sizeShape = input.find(({ name }) => name === pages.pageSize)?.shape;
  const largest = sizeShape?.kind === "string" ? undefined : sizeShape?.max;
  const size = sizeAsked(call.input[pages.pageSize ?? ""]) ?? largest ?? DEFAULT_SIZE;
  const token = call.input[pages.inputToken];
  const after = typeof token === "string" ? readToken(call, token) : "";
  const left = sorted.filter((item) => after === "" || idOf(item) > after);
  const items = left.slice(0, size);
  const last = items.at(-1);
  const isMore = left.length > items.length && last !== undefined;
  return { items, token: isMore ? pageToken(idOf(last), listOf(call)) : undefined };
}

/** Some services have their sizes as text; undefined for what is no size. */
function sizeAsked(given: unknown): number | undefined {
  const size = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given;
  return typeof size === "number" && size > 0 ? size : undefined;
}

const DEFAULT_SIZE = 100;

/** Tokens are of one operation. */
const listOf = ({ operation }: ServiceCall): string => `${operation.name} `;

/** The identity that a page starts after. */
function readToken(call: ServiceCall, token: string): string {
  const after = pageStart(token, listOf(call));
  if (after !== undefined && after !== "") return after;
  const name = call.operation.pages?.inputToken ?? "";
  throw refuseInvalid(call, `The value at /${name} is not a token of this operation.`);
}
