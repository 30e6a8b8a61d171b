import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { sortedText } from "#spec/json/sorted-text.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { check } from "#suites/oracles/finding.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { type Filter, partOf } from "./filtered-part.ts";

/** What is asked for without a filter, and with it. */
interface AskedInPages {
  readonly base: JsonObject;
  readonly asked: JsonObject;
}

/** The part that a filter chooses, read as it comes and then in two pages, which must agree: a filter is about each page. */
export async function judgeInPages(
  session: ServiceSession,
  filter: Filter,
  { base, asked }: AskedInPages,
): Promise<void> {
  const { listing, pages } = filter;
  if (pages.pageSize === undefined) return;
  const read = () => readTwice(session, filter, asked);
  const seen = await session.waitFor(
    { operation: listing.id, event: `filters pages by ${filter.input}` },
    { read, holds: ({ differs }) => differs === undefined || differs === "" },
  );
  if (seen.last === undefined || seen.differs === undefined) return;
  // Pages that lose items without a filter, too, say nothing of it.
  if (seen.differs !== "" && !seen.hasOthers && (await readTwice(session, filter, base)).differs !== "") return;
  const expected = "the same part in pages as at once";
  const finding = check(seen.differs === "", expected, seen.differs === "" ? expected : `in pages, ${seen.differs}`);
  session.judge(promiseId(listing, "filters"), finding, seen.last.exchange);
}

/** The items as they come, and in two pages; `differs` is empty where they are the same. */
interface ReadTwice {
  readonly last: Reply | undefined;
  readonly differs: string | undefined;
  readonly hasOthers: boolean;
}

async function readTwice(session: ServiceSession, filter: Filter, asked: JsonObject): Promise<ReadTwice> {
  const once = await partOf(session, filter, asked);
  const unknown = { last: once.last, differs: undefined, hasOthers: false };
  if (!once.whole || once.items.length < 2) return unknown;
  const paged = await partOf(session, filter, asked, Math.ceil(once.items.length / 2));
  return paged.whole ? { last: paged.last, ...difference(once.items, paged.items) } : { ...unknown, last: paged.last };
}

function difference(
  once: readonly JsonValue[],
  paged: readonly JsonValue[],
): { readonly differs: string; readonly hasOthers: boolean } {
  const [there, again] = [once, paged].map((items) => new Set(items.map(sortedText)));
  const others = [...(again ?? [])].filter((item) => there?.has(item) !== true).length;
  const lost = [...(there ?? [])].filter((item) => again?.has(item) !== true).length;
  const parts = [...(others > 0 ? [`${others} of another`] : []), ...(lost > 0 ? [`${lost} left out`] : [])];
  return { differs: parts.join(", "), hasOthers: others > 0 };
}

/** As many are made that a filter does not choose: whatever the order, one of them comes late. */
const OTHERS = 4;

/** Whether more of a kind can be made for a filter: it belongs to something, is ready at once, and there may be any number. */
export function isGrown({ parent, ready, most, fixed, create, delete: gone }: Resource): boolean {
  const isFew = ready !== undefined || most !== undefined || fixed;
  return parent !== undefined && !isFew && create !== undefined && gone !== undefined;
}

/** Makes two that a filter by a member of their input chooses together, and some that it does not. */
export async function grow(session: ServiceSession, resource: Resource, { input, member }: Filter): Promise<void> {
  const filters = Object.values(session.context.table.filters[resource.list?.operation ?? ""] ?? {});
  const first = await createOneMore(session, resource, { slot: "chosen" });
  const value = first === undefined || !isSuccess(first.reply) ? undefined : valueAt(first.input, member);
  if (first === undefined || typeof value !== "string" || input === "") return;
  const set = (of: JsonObject, at: string, to: JsonValue): JsonObject => withValue(of, pointerTokens(at), to);
  // What tells them apart beside that must not be the same, too.
  const beside = (plain: JsonObject): JsonObject => {
    const others = filters.filter((each) => each !== member && valueAt(plain, each) === valueAt(first.input, each));
    const isOnlyOne = others.length === filters.length - 1 && valueAt(plain, member) !== value;
    const varied = isOnlyOne ? others.reduce((all, at) => set(all, at, shorter(valueAt(plain, at))), plain) : plain;
    return set(varied, member, value);
  };
  await createOneMore(session, resource, { slot: "chosen, too", change: beside });
  for (let count = 0; count < OTHERS; count += 1) {
    const change = (plain: JsonObject): JsonObject =>
      valueAt(plain, member) === value ? set(plain, member, shorter(value)) : plain;
    await createOneMore(session, resource, { slot: `other ${count}`, change });
  }
}

function shorter(value: JsonValue | undefined): JsonValue {
  return typeof value === "string" && value.length > 1 ? value.slice(0, -1) : (value ?? null);
}

/** Makes one more that has one of a kind below it, and some that have none. */
export async function growWith(session: ServiceSession, listed: Resource, kind: Resource): Promise<void> {
  const owner = await createOneMore(session, listed, { slot: "chosen" });
  if (owner?.made === undefined || !isSuccess(owner.reply)) return;
  await createOneMore(session, kind, { slot: "chosen", parent: owner.made });
  for (let count = 0; count < OTHERS; count += 1) await createOneMore(session, listed, { slot: `other ${count}` });
}
