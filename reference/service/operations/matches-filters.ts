import { valueText } from "#reference/value-text.ts";
import { valueAt } from "#reference/service/answers/pointer.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { ListFilter } from "#reference/service/world.ts";

/** Whether an item is among those that the input asks for. */
export function matchesFilters(
  { service, operation, input, habits }: ServiceCall,
  item: JsonObject,
  childIds: (kind: string) => readonly string[] = () => [],
): boolean {
  const token = operation.pages?.inputToken;
  const isLater = token !== undefined && input[token] !== undefined;
  if (isLater && !habits.minds(operation, "later pages")) return true;
  const isWhole = habits.minds(operation, "whole value");
  const asked = (service.world.filters[operation.name] ?? []).flatMap((filter) => {
    const wanted = [valueAt(input, filter.input) ?? []].flat();
    return wanted.length === 0 || wanted.includes(false) ? [] : [{ filter, wanted }];
  });
  const isMet = ({ filter, wanted }: (typeof asked)[number]): boolean =>
    wanted.some((value) => has(filter, item, value, { childIds, isWhole }));
  if (asked.length > 1 && !habits.minds(operation, "each filter")) return asked.some(isMet);
  return asked.every(isMet);
}

function has(
  filter: ListFilter,
  item: JsonObject,
  value: unknown,
  { childIds, isWhole }: { readonly childIds: (kind: string) => readonly string[]; readonly isWhole: boolean },
): boolean {
  if ("child" in filter) return childIds(filter.child).includes(valueText(value));
  const own = valueAt(item, filter.member);
  return own === value || (!isWhole && typeof own === "string" && own.startsWith(valueText(value)));
}
