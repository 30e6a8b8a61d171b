import type { JsonValue } from "#spec/json/json.ts";
import { kebab } from "#reference/kebab.ts";
import { valueAt, withoutValueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import { inputShape, shapeAt } from "#reference/service/resource/shown-shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { ListFilter } from "#reference/service/world.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** A filter that is taken, and not looked at, or otherwise than it is meant. */
export const filterFaults: FaultRule = (operation, { table, world }) => {
  const { name, pages, input, output } = operation;
  if (pages === undefined && !table.kinds.some(({ list }) => list?.operation === name)) return [];
  const filters = world.filters[name] ?? [];
  const isItems = pages !== undefined && shapeAt(output, pages.items)?.element?.kind === "structure";
  const isJoined = isItems && filters.length > 1 && hasSeveral(name, { table });
  const found = filters.flatMap((filter): UnnamedFault[] => {
    const [member = ""] = filter.input.slice(1).split("/");
    const isDoubted = table.doubts[name]?.includes(member) === true || !input.some((one) => one.name === member);
    if (isDoubted) return [];
    const place = kebab(filter.input.slice(1).replaceAll("/", "."));
    const shape = inputShape({ operation }, filter.input);
    const wanted = shape?.kind === "list" ? shape.element : shape;
    const isText = wanted?.kind === "string" && wanted.values === undefined && wanted.pattern === undefined;
    const forgotten: UnnamedFault = {
      id: `${place}.on-first-page`,
      kind: "filter-forgotten",
      sentence: `Minds ${filter.input} on the first page alone.`,
      habits: { minds: (_operation, what) => what !== "later pages" },
    };
    const begun: UnnamedFault = {
      id: `${place}.by-beginning`,
      kind: "filter-ignored",
      sentence: `Lists what begins with ${filter.input}, too.`,
      habits: { minds: (_operation, what) => what !== "whole value" },
    };
    return [
      {
        id: `${place}.not-filtered`,
        kind: "filter-ignored",
        sentence: `Lists the same whatever ${filter.input} asks for.`,
        habits: { takes: (_operation, sent) => withoutValueAt(sent, filter.input) },
      },
      ...(pages === undefined || !hasLaterPages(name, filter, { table, world }) ? [] : [forgotten]),
      ...(isText && isItems ? [begun] : []),
      ...(shape?.kind === "boolean" && isItems ? [offFault(filter.input, place)] : []),
      ...(shape?.kind === "list" ? oneAloneFaults(filter.input, place) : []),
    ];
  });
  return isJoined ? [...found, JOINED_BY_OR] : found;
};

const JOINED_BY_OR: UnnamedFault = {
  id: "filters.any",
  kind: "filter-ignored",
  sentence: "Lists what fits one of its filters where it is asked for what fits each.",
  habits: { minds: (_operation, what) => what !== "each filter" },
};

function offFault(input: string, place: string): UnnamedFault {
  return {
    id: `${place}.on-for-false`,
    kind: "filter-ignored",
    sentence: `Takes ${input} for true, whatever it is.`,
    habits: { takes: (_operation, sent) => (valueAt(sent, input) === false ? withValueAt(sent, input, true) : sent) },
  };
}

/** Of the values of one filter. */
function oneAloneFaults(input: string, place: string): UnnamedFault[] {
  const ends = [
    ["first", 0],
    ["last", -1],
  ] as const;
  return ends.map(([end, index]) => ({
    id: `${place}.${end}-alone`,
    kind: "filter-ignored",
    sentence: `Minds the ${end} of the values of ${input} alone.`,
    habits: {
      takes: (_operation, sent) => {
        const one = ([valueAt(sent, input) ?? []].flat() as JsonValue[]).at(index);
        return one === undefined ? sent : withValueAt(sent, input, [one]);
      },
    },
  }));
}

/** Whether its items are several that are told apart: those that the service has, or a client can make. */
function hasSeveral(name: string, { table }: Pick<Service, "table">): boolean {
  const listed = table.kinds.find(({ list }) => list?.operation === name);
  return listed === undefined || (listed.made?.operation !== name && listed.stays === undefined);
}

/** Whether a list has several items that a filter chooses, and others: those that the service has, or a client can make. */
function hasLaterPages(name: string, filter: ListFilter, { table, world }: Pick<Service, "table" | "world">): boolean {
  if (table.kinds.some(({ list }) => list?.operation === name)) return hasSeveral(name, { table });
  const entries = world.entries[name] ?? [];
  const values = "child" in filter ? [] : entries.map((entry) => valueAt(entry, filter.member));
  return values.some((value) => {
    const count = values.filter((each) => each === value).length;
    return count > 1 && count < values.length;
  });
}
