import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import { withValueAt } from "#reference/service/answers/pointer.ts";
import { answerWith, fitted } from "./answer.ts";
import { matchesFilters } from "./matches-filters.ts";
import { pageOf } from "./page.ts";
import { refuseUnknown } from "./refuse.ts";

/** An operation about nothing of the account's: a list of what the service has, or one of its entries. */
export function showEntries(call: ServiceCall): OutputDocument {
  const { operation, service } = call;
  const known = service.world.entries[operation.name];
  if (known === undefined && operation.pages === undefined) {
    return answerWith(call, { resource: undefined, shows: undefined });
  }
  const entries = (known ?? []).filter((entry) => matchesFilters(call, entry));
  const { pages } = operation;
  if (pages !== undefined) {
    const numbered = entries.map((entry, index) => ({ entry, id: String(index).padStart(6, "0") }));
    const { items, token } = pageOf(call, numbered, ({ id }) => id);
    const shown = items.map(({ entry }) => entry);
    const document = withValueAt({}, pages.items, shown);
    return fitted(call, token === undefined ? document : withValueAt(document, pages.outputToken, token));
  }
  const [entry] = entries;
  if (entry === undefined) throw refuseUnknown(call, "There is nothing of that name or version.");
  return fitted(call, entry);
}
