import type { ListForm } from "#suites/record/condition.ts";
import { typeLines } from "./asserts/member-asserts.ts";
import { namePieces } from "./asserts/recorded-values.ts";
import { type AskedOfAnswer, type Deciding, isUntold, type Untold } from "./asserts/asked-of-answer.ts";
import { PERCENT, replacing } from "./hurl/captures.ts";
import { type HurlText, quotedText } from "./hurl/hurl-text.ts";
import { jsonPath, jsonQuery, literalPieces } from "./hurl/json-path.ts";
import { pagingOf } from "./paging.ts";
import { percent } from "./steps/percent.ts";
import type { Step } from "./steps/steps.ts";

/** A walk from page to page: the entry is sent again, each time for the next page, until its asserts hold. */
interface Walk extends AskedOfAnswer {
  readonly comment: string;
  /** What the path and query end with: the token of the page, which the variable starts without. */
  readonly more?: HurlText;
}

/** Pages that a walk takes at most. */
export const PAGES = 400;

/** What is asked of a list: one walk for each name that it must have, and one look for what it must not. */
export function walksOf(list: ListForm, deciding: Deciding): readonly Walk[] | Untold {
  const { once = [], has = [], lacks = [], pageSize } = list;
  const paging = pagingOf(list);
  const items = jsonPath("$", paging.at);
  const found = [...new Set([...once, ...has])].map((name) => [name, namePieces(name, deciding)] as const);
  const missing = [...new Set(lacks)].map((name) => [name, namePieces(name, deciding)] as const);
  const untold = found.map(([, pieces]) => pieces).find(isUntold);
  if (untold !== undefined) return untold;
  // That a list lacks what was never made this time says nothing.
  const told = missing.flatMap(([, pieces]) => (isUntold(pieces) ? [] : [pieces]));
  if (missing.length > 0 && told.length === 0) return { untold: "it names what was there before the run" };
  const isItem = (pieces: readonly HurlText[]): string =>
    `jsonpath ${quotedText(items, `[?${jsonPath("@", paging.item)} == '`, ...literalPieces(pieces), "']")}`;
  const page = [
    `${jsonQuery(paging.at)} isList`,
    ...(pageSize === undefined ? [] : [`${jsonQuery(paging.at)} count <= ${Math.trunc(pageSize)}`]),
  ];
  const first: Walk = {
    comment: "a page of the list",
    captures: [],
    asserts: ["status < 300", ...page, ...told.map((pieces) => `${isItem(pieces)} not exists`)],
  };
  const next = nextPage(paging);
  const each = found.map(([, pieces]): Walk => ({
    comment: "from page to page, until one has the name",
    ...next,
    // Two of a name would be a list of them.
    asserts: [`${isItem(pieces as readonly HurlText[])} exists`, `${isItem(pieces as readonly HurlText[])} not isList`],
  }));
  const whole: Walk = {
    comment: "from page to page, until there is none after it",
    ...next,
    asserts: ["status < 300", ...page, ...typeLines(jsonQuery(paging.next ?? ""), ["null"])],
  };
  const isWhole = found.length === 0 && missing.length === 0 && pageSize === undefined;
  if (isWhole) return paging.token === undefined ? [first] : [whole];
  const isPlainPage = missing.length > 0 || pageSize !== undefined || each.length === 0;
  const ends = pageSize !== undefined && paging.token !== undefined ? [whole] : [];
  return [...(isPlainPage ? [first] : []), ...each, ...ends];
}

const MORE: HurlText = { variable: "more" };

/**
 * Takes the token of the next page out of an answer as a part of a query, or begins again where there is none: JSON that
 * has no token is left whole, and begins with a brace.
 */
function nextPage({ token, next = "" }: ReturnType<typeof pagingOf>): Pick<Walk, "captures" | "more"> {
  if (token === undefined) return { captures: [] };
  const member = next.slice(next.lastIndexOf("/") + 1).replace(/\W/g, ".");
  const captured = replacing(`(?s)^.*"${member}"\\s*:\\s*"([^"]+)".*$`, "$1");
  const begin = replacing("^(%7B|%5B).*$", "");
  return {
    captures: [
      `page: body ${captured} ${PERCENT}`,
      `more: variable "page" ${begin} ${replacing("^(.+)$", `&${percent(token)}=$1`)}`,
    ],
    more: MORE,
  };
}

/** The path of a list without the token of a page, so that something can be added to its query. */
export function pathOfList({ evidence }: Step, list: ListForm, isAddedTo: boolean): string {
  const { token } = pagingOf(list);
  const [before = "", query] = evidence.request.path.split("?", 2);
  const kept = query?.split("&").filter((each) => each.split("=", 1)[0] !== percent(token ?? "")) ?? [];
  if (kept.length === 0) return isAddedTo ? `${before}?` : before;
  return `${before}?${kept.join("&")}`;
}
