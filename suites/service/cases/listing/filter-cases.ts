import { isSuccess } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { dottedPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { askedFor } from "#suites/service/judging/made/made-beside.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { judgeTogether } from "./filters-together.ts";
import { awaited, holds, isPlain, judgePart } from "./judge-filtered.ts";
import { grow, growWith, isGrown, judgeInPages } from "./filtered-pages.ts";
import { type Filter, type FilteredPart, partOf } from "./filtered-part.ts";

/** A list asked for a part of what it has, by each member of its input that chooses one. */
export function* filterCases({ table }: ServiceContext, listing: Operation): Iterable<ServiceCase> {
  const filters = Object.entries(table.filters[listing.id] ?? {});
  const { pages } = listing;
  if (pages?.items === undefined) return;
  const items = dottedPointer(pages.items);
  const members: Filter[] = [];
  for (const [input, member] of filters) {
    const filter = { listing, pages, items, input, member };
    const name = pointerTokens(input).join(".");
    const kind = table.resources.find((resource) => resource.name === member);
    if (kind === undefined) members.push(filter);
    yield {
      id: `${listing.prefix}/scenario/filter/${name}`,
      kind: "scenario",
      requirements: [
        promiseId(listing, "filters"),
        ...(memberSchema(listing.input, input)?.type === "boolean" ? [promiseId(listing, "filters.off")] : []),
      ],
      summary: `a list, and the part of it that \`${name}\` chooses`,
      needs: [listing.id, ...(kind?.create === undefined ? [] : [kind.create.operation])],
      ...(kind?.create === undefined ? {} : { makes: { resource: kind, count: 1, surely: true, beside: true } }),
      run: (session) => (kind === undefined ? judgeFilter(session, filter) : judgeKindFilter(session, filter, kind)),
    };
  }
  if (members.length < 2) return;
  yield {
    id: `${listing.prefix}/scenario/filter/together`,
    kind: "scenario",
    requirements: [promiseId(listing, "filters.together")],
    summary: "a list, and the part of it that two filters choose together",
    needs: [listing.id],
    run: (session) => judgeTogether(session, members),
  };
}

/**
 * Of a filter by a resource of another kind: one item that has such a one, or came of a change of it, and one that did not.
 * Nothing came of a change of one that was made just now.
 */
async function judgeKindFilter(session: ServiceSession, filter: Filter, kind: Resource): Promise<void> {
  const { listing, input } = filter;
  const named = await session.shared(kind);
  const listed = session.context.table.resources.find(({ list }) => list?.operation === listing.id);
  const base = plainInput(session.context, { operation: listing.id }, { salt: session.salt() });
  if (named === undefined || listed === undefined || base === undefined) return;
  const isOwner = kind.parent === listed.name;
  const wanted = isOwner ? named.parent?.id : await idOfChange(session, kind, listed);
  const other = isOwner ? undefined : await idOfChange(session, undefined, listed);
  if (wanted === undefined) return;
  if (isOwner && isGrown(listed)) await growWith(session, listed, kind);
  const asking = (value: JsonValue): JsonObject => withValue(base, pointerTokens(input), value);
  const part = (value: JsonValue) => partOf(session, filter, asking(value));
  const compared = (found: FilteredPart, has: string | undefined, lacks: string | undefined): Finding => {
    const there = (id: string | undefined): boolean => id !== undefined && found.items.includes(id);
    const lost = has !== undefined && !there(has);
    const received = [...(lost ? ["it is left out"] : []), ...(there(lacks) ? ["one of another is among them"] : [])];
    const expected = `what is of the ${kind.name.replaceAll("-", " ")} named, and nothing else`;
    return check(received.length === 0, expected, received.join(", ") || expected);
  };
  const another = isOwner ? undefined : (await createOneMore(session, kind, { slot: "another" }))?.made?.id;
  const none = isOwner ? kind.id.unknown : another;
  const looks = [
    { value: named.id, has: wanted, lacks: other },
    ...(none === undefined ? [] : [{ value: none, has: undefined, lacks: wanted }]),
  ];
  for (const { value, has, lacks } of looks) {
    const read = async () => {
      const found = await part(value);
      return { ...found, finding: compared(found, has, lacks) };
    };
    const seen = await session.waitFor(awaited(filter), { read, holds });
    if (!seen.whole || seen.last === undefined) return;
    session.judge(promiseId(listing, "filters"), seen.finding, seen.last.exchange);
    if (seen.finding.grade === "met") await judgeInPages(session, filter, { base, asked: asking(value) });
  }
}

/**
 * What a change of the shared one of a kind has for an id, or one of what the listed ones belong to. One that its own
 * description does not know is in no list, whatever is asked for.
 */
async function idOfChange(
  session: ServiceSession,
  kind: Resource | undefined,
  listed: Resource,
): Promise<string | undefined> {
  const { context } = session;
  const { made } = listed;
  if (made === undefined) return undefined;
  for (const id of kind?.updates ?? [made.operation]) {
    const input = plainInput(context, { operation: id }, { salt: session.salt() });
    const request = input && encodeInput(context.contract.operation(id), input);
    const reply = request && (await session.send(request));
    const change =
      reply !== undefined && isSuccess(reply) && isJsonObject(reply.json) ? valueAt(reply.json, made.at) : undefined;
    if (input === undefined || typeof change !== "string") continue;
    const one = { resource: askedFor(context, listed, input), id: change, parent: session.parentOf(listed) };
    if ((await session.describes(one)) !== false) return change;
  }
  return undefined;
}

async function judgeFilter(session: ServiceSession, filter: Filter): Promise<void> {
  const base = plainInput(session.context, { operation: filter.listing.id }, { salt: session.salt() });
  if (base === undefined) return;
  const listed = session.context.table.resources.find(({ list }) => list?.operation === filter.listing.id);
  if (listed !== undefined && isGrown(listed)) await grow(session, listed, filter);
  const all = await partOf(session, filter, base);
  const there = all.items.map((item) => valueAt(item, filter.member)).filter((value) => isPlain(value));
  const wanted = chosenBy(there);
  if (!all.whole || wanted === undefined) return;
  const part = { requirement: promiseId(filter.listing, "filters"), base, all };
  await judgePart(session, [{ filter, values: [wanted] }], { ...part, isReadInPages: true });
  const schema = memberSchema(filter.listing.input, filter.input) ?? {};
  const other = otherValue(schema, there);
  if (other !== undefined) await judgePart(session, [{ filter, values: [other] }], { ...part, isReadInPages: true });
  const isOff =
    schema.type === "boolean" && all.items.every((item) => typeof valueAt(item, filter.member) === "boolean");
  // What is sent is the first of the values: that the filter is off.
  const off = { ...part, requirement: promiseId(filter.listing, "filters.off") };
  if (isOff) await judgePart(session, [{ filter, values: [false, true] }], off);
  for (const values of severalOf(schema, { wanted, other, there }))
    await judgePart(session, [{ filter, values }], part);
}

/** Two values of a filter that takes several: two that items have, or one of which it does not matter where it stands. */
function severalOf(
  { items, maxItems = Infinity }: JsonSchema,
  {
    wanted,
    other,
    there,
  }: { readonly wanted: JsonValue; readonly other: JsonValue | undefined; readonly there: readonly JsonValue[] },
): JsonValue[][] {
  if (items === undefined || maxItems < 2) return [];
  const second = there.find((value) => value !== wanted);
  if (second !== undefined) return [[wanted, second]];
  return other === undefined
    ? []
    : [
        [wanted, other],
        [other, wanted],
      ];
}

/** A value that several items have, but not all, if there is one. */
function chosenBy(there: readonly JsonValue[]): JsonValue | undefined {
  const count = (value: JsonValue): number => there.filter((each) => each === value).length;
  return there.find((value) => count(value) > 1 && count(value) < there.length) ?? there[0];
}

/** A value that no item has, if it can be the beginning of one; where any text is one, the target may refuse it for what it means. */
function otherValue(filter: JsonSchema, there: readonly JsonValue[]): JsonValue | undefined {
  const schema = filter.items ?? filter;
  if (schema.enum !== undefined) return schema.enum.find((value) => !there.includes(value));
  if (schema.type !== "string" || schema.pattern !== undefined) return undefined;
  const [first] = there.filter((value) => typeof value === "string" && value.length > 1);
  const beginning = typeof first === "string" ? first.slice(0, -1) : NONE;
  return there.includes(beginning) ? NONE : beginning;
}

const NONE = "none-of-these";
