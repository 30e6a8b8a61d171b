import { valueText } from "../../value-text.ts";
import { valueAt } from "../answers/pointer.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import type { ServiceCall } from "../service-call.ts";
import type { ListFilter } from "../world.ts";

/** Whether an item is among those that the input asks for. */
export function matchesFilters(
  { service, operation, input }: ServiceCall,
  item: JsonObject,
  childIds: (kind: string) => readonly string[] = () => [],
): boolean {
  return (service.world.filters[operation.name] ?? []).every((filter) => {
    const wanted = [valueAt(input, filter.input) ?? []].flat();
    return wanted.length === 0 || wanted.includes(false) || wanted.some((value) => has(filter, item, value, childIds));
  });
}

function has(
  filter: ListFilter,
  item: JsonObject,
  value: unknown,
  childIds: (kind: string) => readonly string[],
): boolean {
  return "child" in filter ? childIds(filter.child).includes(valueText(value)) : valueAt(item, filter.member) === value;
}
