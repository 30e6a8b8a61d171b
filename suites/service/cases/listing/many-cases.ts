import type { MadeResource } from "#custody/resources/made-resource.ts";
import { idsOn } from "#custody/resources/resource-requests.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation, Pages } from "#spec/contract/operation.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { ListOperation, Resource } from "#spec/resources/resource-table.ts";
import { pagesForm } from "#suites/oracles/pages.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { underWay } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { AT_ONCE, type ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { judgePages } from "./follow-pages.ts";

/** The most that is made for a list: where a page may hold more, the list stays within one. */
const MOST = 101;

/**
 * A list with one item more than its largest page holds, read as it comes: nothing may be cut off in silence. Of what is
 * cheap alone: it belongs to something, the first is ready when it is looked at, and a parent may have any number of it.
 */
export function* manyCases(context: ServiceContext, resource: Resource): Iterable<ServiceCase> {
  const { list } = resource;
  const listing = list && context.contract.operation(list.operation);
  if (list === undefined || listing?.pages === undefined || !isCheap(context, resource)) return;
  const { pages } = listing;
  const count = largestPage(listing, pages) + 1;
  if (count > MOST) return;
  yield {
    id: `${listing.prefix}/scenario/many`,
    kind: "scenario",
    requirements: [promiseId(listing, "pages.whole")],
    summary: `${count} of them, listed as they come`,
    needs: [resource.create?.operation ?? "", listing.id],
    makes: { resource, count, surely: true, beside: true },
    run: (session) => listMany(session, { resource, list, listing, pages, count }),
  };
}

/** On AWS nothing is made by the hundred. */
function isCheap({ settings }: ServiceContext, { parent, most, fixed, create, delete: gone }: Resource): boolean {
  const isBounded = most !== undefined || fixed;
  return settings.kind !== "aws" && parent !== undefined && !isBounded && create !== undefined && gone !== undefined;
}

function largestPage({ input }: Operation, { pageSize }: Pages): number {
  const schema = pageSize === undefined ? undefined : memberSchema(input, `/${pageSize}`);
  return schema?.maximum ?? Infinity;
}

interface Many {
  readonly resource: Resource;
  readonly list: ListOperation;
  readonly listing: Operation;
  readonly pages: Pages;
  readonly count: number;
}

async function listMany(session: ServiceSession, { resource, list, listing, pages, count }: Many): Promise<void> {
  const createOne = async (slot: number): Promise<MadeResource | undefined> =>
    (await createOneMore(session, resource, { slot: `many ${slot}` }))?.made;
  const first = await createOne(0);
  // What takes time to come takes time to go.
  if (first === undefined || !(await isReadyAtOnce(session, first))) return;
  const ids = [first.id];
  for (let slot = 1; slot < count; slot += AT_ONCE) {
    const turn = Array.from({ length: Math.min(AT_ONCE, count - slot) }, (_one, at) => createOne(slot + at));
    ids.push(...(await Promise.all(turn)).flatMap((made) => made?.id ?? []));
    // Where one is refused, a parent may have fewer.
    if (ids.length < slot + turn.length) break;
  }
  const base = plainInput(session.context, list, { salt: session.salt() });
  if (base === undefined || ids.length < 2) return;
  const itemsOn = (reply: Reply): string[] => idsOn(reply, list);
  await judgePages(session, { listing, pages, base, itemsOn, form: pagesForm(listing, list) }, ids);
}

async function isReadyAtOnce(session: ServiceSession, made: MadeResource): Promise<boolean> {
  const reply = made.resource.ready === undefined ? undefined : await session.describe(made);
  return reply === undefined || (isSuccess(reply) && underWay(session, made, reply) === undefined);
}
