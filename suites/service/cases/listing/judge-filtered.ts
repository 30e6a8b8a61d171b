import { isDeepStrictEqual } from "node:util";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { judgeInPages } from "./filtered-pages.ts";
import { type Filter, type FilteredPart, partOf } from "./filtered-part.ts";

/** A filter, and the values that it lets through. */
export interface Chosen {
  readonly filter: Filter;
  readonly values: readonly JsonValue[];
}

interface PartAsked {
  readonly requirement: string;
  readonly base: JsonObject;
  /** All that the list has. */
  readonly all: FilteredPart;
  readonly isReadInPages?: boolean;
}

/** Whether the part has all that fits each filter, and nothing else; what others do to the list meanwhile has time to settle. */
export async function judgePart(
  session: ServiceSession,
  chosen: readonly [Chosen, ...Chosen[]],
  { requirement, base, all, isReadInPages = false }: PartAsked,
): Promise<void> {
  const [{ filter }] = chosen;
  const asked = chosen.reduce<JsonObject>(withFilter, base);
  let known: FilteredPart | undefined = all;
  const read = async () => {
    const part = await partOf(session, filter, asked);
    const whole = known ?? (await partOf(session, filter, base));
    // The whole is read anew only where the two disagree.
    known = undefined;
    return { ...part, whole: part.whole && whole.whole, finding: compare(part.items, whole.items, chosen) };
  };
  const seen = await session.waitFor(awaited(...chosen.map((one) => one.filter)), { read, holds });
  if (!seen.whole || seen.last === undefined) return;
  session.judge(requirement, seen.finding, seen.last.exchange);
  if (isReadInPages && seen.finding.grade === "met") await judgeInPages(session, filter, { base, asked });
}

export function awaited(...filters: readonly Filter[]): WaitedFor {
  const inputs = filters.map(({ input }) => input).join(" and ");
  return { operation: filters[0]?.listing.id ?? "", event: `filters by ${inputs}` };
}

export function holds({ whole, finding }: { readonly whole: boolean; readonly finding: Finding }): boolean {
  return !whole || finding.grade === "met";
}

function withFilter(input: JsonObject, { filter: { listing, input: at }, values }: Chosen): JsonObject {
  const isArray = memberSchema(listing.input, at)?.items !== undefined;
  return withValue(input, pointerTokens(at), isArray ? [...values] : (values[0] ?? null));
}

/** Whether an item is one that a filter asks for. */
export function isChosenBy(item: JsonValue, { filter, values }: Chosen): boolean {
  const own = valueAt(item, filter.member);
  return values.some((value) => value === own);
}

function compare(part: readonly JsonValue[], whole: readonly JsonValue[], chosen: readonly Chosen[]): Finding {
  const isWanted = (item: JsonValue): boolean => chosen.every((one) => isChosenBy(item, one));
  const wrong = part.filter((item) => !isWanted(item)).length;
  const lost = whole.filter((item) => isWanted(item) && !part.some((other) => isDeepStrictEqual(item, other))).length;
  const words = chosen.map(({ filter, values }) => `${filter.member} is ${values.map(jsonText).join(" or ")}`);
  const expected = `those alone whose ${words.join(" and ")}`;
  const received = [...(wrong > 0 ? [`${wrong} of another`] : []), ...(lost > 0 ? [`${lost} left out`] : [])];
  return check(received.length === 0, expected, received.join(", ") || expected);
}

/** That a filter is off asks for everything. */
export function isPlain(value: JsonValue | undefined): value is JsonValue {
  return typeof value === "string" || value === true;
}
