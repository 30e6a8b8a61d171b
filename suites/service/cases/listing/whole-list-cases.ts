import type { Operation, Pages } from "#spec/contract/operation.ts";
import { dottedPointer } from "#spec/json/json-pointer.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import { brokenOff, followPages, itemTextsAt, judgePages, pageRequirements, showsToken } from "./follow-pages.ts";
import { badTokenCase } from "./page-cases.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** The lists that are about no resource of the account: nobody writes into them. */
export function* entryPageCases({ contract, table }: ServiceContext): Iterable<ServiceCase> {
  for (const id of Object.values(table.services).flat()) {
    const listing = contract.operation(id);
    const { pages } = listing;
    if (pages?.items === undefined || table.inputs[id] === undefined) continue;
    yield wholeListCase(listing, pages, pages.items);
    yield badTokenCase(listing, pages);
  }
}

/** The lists of what comes with other resources, such as updates; read while nobody works on those resources. */
export function* grownListCases({ contract, table }: ServiceContext): Iterable<ServiceCase> {
  for (const { create, list } of table.resources) {
    const listing = create === undefined && list !== undefined ? contract.operation(list.operation) : undefined;
    if (listing?.pages?.items !== undefined) yield wholeListCase(listing, listing.pages, listing.pages.items);
  }
}

/** About how many pages a list is cut into, and how many items a page has at most. */
const SLICES = 10;
const LARGEST = 100;

/** A list is read as it comes, and then in pages, which must agree with it. */
function wholeListCase(listing: Operation, pages: Pages, member: string): ServiceCase {
  return {
    id: `${listing.prefix}/scenario/pages`,
    kind: "scenario",
    requirements: pageRequirements(listing, pages),
    summary: "a list read as it comes, and in pages",
    needs: [listing.id],
    helps: (requirement) => showsToken(requirement, listing),
    run: async (session) => {
      const base = plainInput(session.context, { operation: listing.id }, { salt: session.salt() });
      if (base === undefined) return;
      const followed = { listing, pages, base, itemsOn: itemTextsAt(dottedPointer(member)) };
      const atOnce = await followPages(session, followed);
      const once = atOnce.items.filter((item, _index, all) => all.indexOf(item) === all.lastIndexOf(item));
      const broken = brokenOff(atOnce);
      if (broken?.grade === "missed") judgeWhole(session, listing, broken);
      const distinct = new Set(atOnce.items).size;
      if (distinct < atOnce.items.length && atOnce.pages.length === 1)
        judgeWhole(session, listing, check(false, "each once", `${atOnce.items.length} items, which are ${distinct}`));
      if (broken !== undefined || once.length < 2) return;
      await judgePages(session, { ...followed, size: Math.min(Math.ceil(once.length / SLICES), LARGEST) }, once);
    },
  };
}

function judgeWhole(session: ServiceSession, listing: Operation, finding: Finding): void {
  session.judge(promiseId(listing, "pages.whole"), finding, session.lastExchange);
}
