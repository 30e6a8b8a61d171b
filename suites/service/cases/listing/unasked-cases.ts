import { kindInWords, listedId, ofKindId } from "#spec/resources/promises/promise.ts";
import type { Resource, ListOperation } from "#spec/resources/resource-table.ts";
import { isListedIfAsked } from "#spec/resources/table-readings.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { judgeListed, listCondition } from "#suites/service/judging/made/judge-listed.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** What a list has only for who asks for it, looked for on the list that is asked for, and on the plain one. */
export function* unaskedCases({ contract, table }: ServiceContext): Iterable<ServiceCase> {
  for (const resource of table.resources) {
    const { list, name } = resource;
    if (list === undefined || !isListedIfAsked(table, resource)) continue;
    const listing = contract.operation(list.operation);
    yield {
      id: `${listing.prefix}/scenario/unasked/${name}`,
      kind: "scenario",
      requirements: [ofKindId(listing, "unasked", name), listedId(listing, name)],
      summary: `a list that asks for ${kindInWords(resource)}, and one that does not`,
      needs: [listing.id],
      run: (session) => listUnasked(session, resource, list),
    };
  }
}

async function listUnasked(session: ServiceSession, resource: Resource, list: ListOperation): Promise<void> {
  const made = await session.shared(resource);
  if (made === undefined || !(await judgeListed(session, made))) return;
  const { operation, at, item } = list;
  const listing = await session.list(made, { operation, at, item });
  if (listing?.complete !== true) return;
  const finding = check(!listing.ids.includes(made.id), "a list without it", "a list with it");
  const id = ofKindId(session.context.contract.operation(operation), "unasked", resource.name);
  session.judge(id, wanting(finding, listCondition(session, list, { lacks: [made.id] })), session.lastExchange);
}
