import type { MadeResource } from "#custody/resources/made-resource.ts";
import { listedId } from "#spec/resources/promises/promise.ts";
import type { ListOperation } from "#spec/resources/resource-table.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import type { Condition, ListForm } from "#suites/record/condition.ts";
import { pagesForm } from "#suites/oracles/pages.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { judgeItem } from "./judge-item.ts";

/** Whether the list of its kind names it, after it has had time to; judged, and resolved to. */
export async function judgeListed(session: ServiceSession, made: MadeResource): Promise<boolean> {
  const { list, name } = made.resource;
  if (list === undefined) return false;
  const listing = await session.waitFor(
    { operation: list.operation, event: "lists it" },
    { read: () => session.list(made, list), holds: ({ complete, ids }) => !complete || ids.includes(made.id) },
  );
  if (listing?.complete !== true) return false;
  const id = listedId(session.context.contract.operation(list.operation), name);
  const found = check(listing.ids.includes(made.id), "its name in the list", othersIn(listing.ids));
  session.judge(id, wanting(found, listCondition(session, list, { has: [made.id] })), session.lastExchange);
  judgeItem(session, made, { list, listing });
  return found.grade === "met";
}

function othersIn({ length }: readonly string[]): string {
  return length === 1 ? "1 other" : `${length} others`;
}

/** What all pages of a list, taken together, must hold. */
export function listCondition(session: ServiceSession, list: ListOperation, holding: ListForm): Condition | undefined {
  const form = pagesForm(session.context.contract.operation(list.operation), list);
  return form === undefined ? undefined : { list: { ...form, ...holding }, settles: true };
}
