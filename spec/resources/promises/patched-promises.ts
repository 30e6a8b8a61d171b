import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { Service } from "#spec/resources/service.ts";
import { promise } from "./promise.ts";

/** What is promised of a change that names entries of a map or a list to add, to set anew, or to remove. */
export function patchedPromises({ table }: Service, update: Operation, describing: string): Requirement[] {
  const patches = Object.values(table.patches[update.id] ?? {});
  if (patches.length === 0) return [];
  const quote =
    "R27. A change that names entries of a map or a list to add, to update or to remove is about those entries: the others stay.";
  return [
    promise(update, "patched", {
      area: "lifecycle",
      title: `${describing} shows each entry that ${update.id} added or set, none that it removed, and the others as before.`,
      quote,
    }),
    // What tells two entries apart, no source says of each map and list.
    promise(update, "patched.near", {
      area: "lifecycle",
      level: "SHOULD",
      title: `${update.id} tells entries apart that are almost the same: setting or removing one leaves the others alone.`,
      quote,
    }),
    ...(patches.some(({ by }) => by !== undefined) ? [anewPromise(update, describing, quote)] : []),
  ];
}

/** Of a list, nothing but the table says which entry it is that is there already. */
function anewPromise(update: Operation, describing: string, quote: string): Requirement {
  return promise(update, "patched.anew", {
    area: "lifecycle",
    level: "SHOULD",
    title: `${describing} shows an entry of a list that ${update.id} set anew once, with its new value.`,
    quote,
  });
}
