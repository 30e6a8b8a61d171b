import type { JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { isGrown } from "./filtered-pages.ts";
import { type Filter, partOf } from "./filtered-part.ts";
import { type Chosen, isChosenBy, isPlain, judgePart } from "./judge-filtered.ts";

/** Two filters of a list at once, each pair that stands side by side: what fits both. */
export async function judgeTogether(session: ServiceSession, filters: readonly Filter[]): Promise<void> {
  const [first] = filters;
  const base = first && plainInput(session.context, { operation: first.listing.id }, { salt: session.salt() });
  if (first === undefined || base === undefined) return;
  const listed = session.context.table.resources.find(({ list }) => list?.operation === first.listing.id);
  if (listed !== undefined && isGrown(listed)) await createOneMore(session, listed, { slot: "beside" });
  const all = await partOf(session, first, base);
  if (!all.whole) return;
  for (const [index, filter] of filters.slice(1).entries()) {
    const chosen = fittingBoth(all.items, filters[index] ?? first, filter);
    const requirement = promiseId(filter.listing, "filters.together");
    if (chosen !== undefined) await judgePart(session, chosen, { requirement, base, all });
  }
}

/** What one item has for two filters, that another one has for one of them only, or best, others for either. */
function fittingBoth(items: readonly JsonValue[], one: Filter, other: Filter): [Chosen, Chosen] | undefined {
  const pairs = items.flatMap((item): [Chosen, Chosen][] => {
    const [own, others] = [valueAt(item, one.member), valueAt(item, other.member)];
    return isPlain(own) && isPlain(others)
      ? [
          [
            { filter: one, values: [own] },
            { filter: other, values: [others] },
          ],
        ]
      : [];
  });
  const told = ([left, right]: [Chosen, Chosen]): number =>
    Number(items.some((item) => isChosenBy(item, left) && !isChosenBy(item, right))) +
    Number(items.some((item) => !isChosenBy(item, left) && isChosenBy(item, right)));
  const most = Math.max(0, ...pairs.map(told));
  return most === 0 ? undefined : pairs.find((pair) => told(pair) === most);
}
