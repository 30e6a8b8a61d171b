import { dottedPointer, valueAt } from "#spec/json/json-pointer.ts";
import { jsonText } from "#spec/json/json-text.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { isGood, type PassingRequest } from "#suites/mutations/passing-answer.ts";
import { changedAt } from "#suites/mutations/places.ts";
import { type AnswerVariant, everywhere } from "./answer-variant.ts";

interface ListPlaces {
  /** Where the answer has its items, and the token of the next page. */
  readonly items: string;
  readonly token: string;
  readonly inputToken: string;
}

/** Of an operation that lists in pages. */
function listPlaces({ pages }: Operation): ListPlaces | undefined {
  if (pages?.items === undefined) return undefined;
  return {
    items: dottedPointer(pages.items),
    token: dottedPointer(pages.outputToken),
    inputToken: pages.inputToken,
  };
}

const listsReordered: AnswerVariant = {
  id: "lists-reordered",
  title: "lists in another order",
  why: "no source gives the items of a list an order",
  places: everywhere,
  change: (_fault, answer) => {
    const places = listPlaces(answer.operation);
    if (!isGood(answer) || places === undefined) return undefined;
    return {
      json: changedAt(answer.json, places.items, (value) => (Array.isArray(value) ? value.toReversed() : value)),
    };
  },
};

/** What the tokens of our own pages begin with; the number of the next item follows. */
const TOKEN = /^eks-conformance-item-(\d{1,6})$/;

const smallPages: AnswerVariant = {
  id: "small-pages",
  title: "lists in pages of one item",
  why: "a page may have fewer items than were asked for, down to none",
  places: everywhere,
  change: (_fault, answer) => {
    const places = listPlaces(answer.operation);
    if (!isGood(answer) || places === undefined) return undefined;
    const isLast = (valueAt(answer.json, places.token) ?? null) === null;
    return isLast && answer.input[places.inputToken] === undefined
      ? { json: pageOf(answer.json, places, 0) }
      : undefined;
  },
  instead: (_fault, asked, { before }) => {
    const places = listPlaces(asked.operation);
    const token = asked.input[places?.inputToken ?? ""];
    const [, at] = (typeof token === "string" && TOKEN.exec(token)) || [];
    if (places === undefined || at === undefined) return undefined;
    const whole = before
      .filter(isGood)
      .findLast((each) => each.operation.id === asked.operation.id && isSameList(each, asked, places));
    if (whole === undefined) return undefined;
    return { json: pageOf(whole.json, places, Number(at)), headers: { "content-type": "application/json" } };
  },
};

function isSameList(one: PassingRequest, other: PassingRequest, { inputToken }: ListPlaces): boolean {
  const without = ({ input }: PassingRequest): string => jsonText({ ...input, [inputToken]: null });
  return one.input[inputToken] === undefined && without(one) === without(other);
}

/** One item of a whole list, and where to go on. */
function pageOf(whole: JsonObject, { items, token }: ListPlaces, at: number): JsonValue {
  const all = valueAt(whole, items);
  const count = Array.isArray(all) ? all.length : 0;
  const page = changedAt(whole, items, (value) => (Array.isArray(value) ? value.slice(at, at + 1) : value));
  const next = at + 1 < count ? `eks-conformance-item-${at + 1}` : null;
  // A token that was absent has no place to be changed at.
  const [name = "", ...deeper] = token.split("/").slice(1);
  return isJsonObject(page) && deeper.length === 0 ? { ...page, [name]: next } : page;
}

const laggingList: AnswerVariant = {
  id: "lagging-list",
  title: "the first list after a creation lacks what is new",
  why: "a list of AWS's may take a moment to have what was just made",
  places: everywhere,
  change: (_fault, answer, { before, service }) => {
    const kinds = service.table.resources.filter(({ list }) => list?.operation === answer.operation.id);
    for (const { list, create, id } of isGood(answer) ? kinds : []) {
      if (list === undefined || create === undefined || id.input === undefined) continue;
      const since = before.slice(before.findLastIndex(({ operation }) => operation.id === list.operation) + 1);
      const made = since.filter((each) => isGood(each) && each.operation.id === create.operation);
      const names = made.map(({ input }) => valueAt(input, id.input ?? "") ?? null);
      if (names.length === 0) continue;
      const lacks = (value: JsonValue): JsonValue =>
        Array.isArray(value) ? value.filter((item) => !names.includes(valueAt(item, list.item) ?? null)) : value;
      return { json: changedAt(answer.json ?? null, list.at, lacks) };
    }
    return undefined;
  },
};

/** What may be other about lists. */
export const LIST_VARIANTS: readonly AnswerVariant[] = [listsReordered, smallPages, laggingList];
