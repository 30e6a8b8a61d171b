import { idsOn } from "#custody/resources/resource-requests.ts";
import { encodeInput } from "#protocol/encode.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation, Pages } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { ListOperation, Resource } from "#spec/resources/resource-table.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import { status } from "#suites/record/condition.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import { pagesForm } from "#suites/oracles/pages.ts";
import { plainInput, withSpare } from "#suites/service/inputs/plain-input.ts";
import { judgePages, pageRequirements, showsToken } from "./follow-pages.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** How many are created beside the shared one, so that there are pages, and a full one after the first. */
const MORE = 3;

/** Of what belongs to nothing, where there is room for few at a time, or each takes its time: so that there are pages. */
const FEW = 2;

/** A page after the first may be cut where it has more than one. */
const SIZES = [1, 2] as const;

/** Cases about the pages of each list of resources. */
export function* pageCases(context: ServiceContext, resources: readonly Resource[]): Iterable<ServiceCase> {
  const { contract } = context;
  const seen = new Set<string>();
  for (const resource of resources) {
    const { list } = resource;
    const listing = list && contract.operation(list.operation);
    if (list === undefined || listing?.pages === undefined || seen.has(listing.id)) continue;
    seen.add(listing.id);
    // Lists of what no operation creates are read at once and compared with that: see whole-list-cases.ts.
    if (resource.create !== undefined) yield pagesCase(context, { resource, list, listing, pages: listing.pages });
    yield badTokenCase(listing, listing.pages);
  }
}

interface Paged {
  readonly resource: Resource;
  readonly list: ListOperation;
  readonly listing: Operation;
  readonly pages: Pages;
}

function pagesCase(context: ServiceContext, { resource, list, listing, pages }: Paged): ServiceCase {
  return {
    id: `${listing.prefix}/scenario/pages`,
    kind: "scenario",
    requirements: pageRequirements(listing, pages),
    summary: "a list in pages of one, and of two, followed to its end",
    needs: [listing.id],
    makes: { resource, count: countOf(context, resource), surely: true, beside: true },
    helps: (requirement) => showsToken(requirement, listing) || isLimitOfDeletion(requirement, resource),
    run: async (session) => {
      const there = await someResources(session, resource);
      if (there.length < 2) return;
      const base = plainInput(session.context, list, { salt: session.salt() });
      if (base === undefined) return;
      const itemsOn = (reply: Reply): string[] => idsOn(reply, list);
      const form = pagesForm(listing, list);
      for (const size of there.length > MORE && pages.pageSize !== undefined ? SIZES : SIZES.slice(0, 1))
        await judgePages(session, { listing, pages, base, size, itemsOn, form, mayBeRefused: size > 1 }, there);
    },
  };
}

function countOf({ settings, slowKinds }: ServiceContext, { name, parent }: Resource): number {
  const isCramped = parent === undefined && (settings.maxLive < 2 * (MORE + 1) || slowKinds.has(name));
  return isCramped ? FEW : MORE;
}

/**
 * The limits of a deletion are judged after one has worked, as it does for the resources that the pages are made of.
 */
function isLimitOfDeletion({ operation, subject }: PlannedRequirement, resource: Resource): boolean {
  return operation === resource.delete?.operation && subject?.side === "reject";
}

/** The shared resources and, if possible, a few more; resolves to their names. */
async function someResources(session: ServiceSession, resource: Resource): Promise<string[]> {
  const { context } = session;
  const first = await session.shared(resource);
  const ids = first === undefined ? [] : [first.id];
  const creating = resource.create && context.contract.operation(resource.create.operation);
  if (creating === undefined || context.presence.get(creating.id)?.status !== "implemented") return ids;
  for (const vary of moreOf(context, creating, resource)) {
    const base = plainInput(context, { operation: creating.id }, { salt: session.salt(`more ${ids.length}`) });
    const input = base && vary(base);
    const request = input && encodeInput(creating, input);
    if (input === undefined || request === undefined) break;
    const { made } = await session.create(resource, request, { input });
    if (made !== undefined) ids.push(made.id);
  }
  // Beside younger ones, it is the one that is asked for still.
  if (first !== undefined) await session.describe(first);
  return ids;
}

/**
 * How the plain input becomes that of another one beside the shared one, for each of a few: if the service has only a few
 * of them, at most one more can be created; if a parent may have so many of each type, they are of other types.
 */
function moreOf(
  context: ServiceContext,
  { id: operation, input }: Operation,
  resource: Resource,
): ((base: JsonObject) => JsonObject)[] {
  const { fixed, id, most } = resource;
  const plain = context.table.inputs[operation] ?? {};
  if (fixed) return id.spares === undefined ? [] : [(base) => withSpare(context, base, resource)];
  const [member] = pointerTokens(most?.each ?? "");
  if (member !== undefined) {
    const others = (input.properties?.[member]?.enum ?? []).filter((type) => type !== plain[member]);
    return others.slice(0, countOf(context, resource)).map((type) => (base) => ({ ...base, [member]: type }));
  }
  // Where a parent may have fewer, they are refused, and there are no pages to judge.
  return Array.from({ length: countOf(context, resource) }, () => (base: JsonObject) => base);
}

/** A token that was in no answer. */
export function badTokenCase(listing: Operation, pages: Pages): ServiceCase {
  const requirement = promiseId(listing, "pages.bad-token");
  return {
    id: `${listing.prefix}/scenario/bad-token`,
    kind: "scenario",
    requirements: [requirement],
    summary: "a token that no answer gave",
    needs: [listing.id],
    run: async (session) => {
      const base = plainInput(session.context, { operation: listing.id }, { salt: session.salt() });
      const request = base && encodeInput(listing, { ...base, [pages.inputToken]: "no-token-of-any-page" });
      if (request === undefined) return;
      const reply = await session.send(request);
      const refused = reply.status >= 400 && reply.status < 500;
      const found = check(refused, "a refusal with a 4xx status", describeReply(reply));
      const finding = unlessUninformative(reply, wanting(found, { answers: [status(400, 499)] }));
      session.judge(requirement, finding, reply.exchange);
    },
  };
}
