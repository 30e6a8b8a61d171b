import type { Minded } from "#reference/service/habits.ts";
import { inputShape } from "#reference/service/resource/shown-shape.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule } from "#reference/service/faults/service-fault.ts";

const WAYS: readonly (readonly [what: Minded, sentence: string])[] = [
  ["tags before", "Counts the tags of a request alone, and not those that the resource has."],
  ["tags given anew", "Counts a tag twice that is given another value."],
  ["whole request", "Adds what there is room for, and refuses the request for the rest."],
];

/** How many tags a resource has, where the operation that adds some says how many there may be. */
export const countedTagFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  const at = role.name === "tag" ? table.tagging?.tag.tags : undefined;
  if (at === undefined || inputShape({ operation }, at)?.max === undefined) return [];
  return WAYS.map(([what, sentence]) => ({
    id: `${what.replaceAll(" ", "-")}.not-minded`,
    kind: "tags-miscounted",
    sentence,
    habits: { minds: (_operation, minded) => minded !== what },
  }));
};
