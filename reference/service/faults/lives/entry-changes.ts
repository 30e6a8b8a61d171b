import type { Minded } from "#reference/service/habits.ts";
import { inputShape } from "#reference/service/resource/shown-shape.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** A change of some entries that is carried out as one of the whole, or in part, or of more than those. */
export const patchFaults: FaultRule = (operation, { table }) => {
  const patches = Object.entries(table.patches[operation.name] ?? {});
  if (patches.length === 0) return [];
  const isToldByMore = patches.some(([, { by = [] }]) => by.length > 1);
  const hasKeys = patches.some(([at, { put }]) => inputShape({ operation }, `${at}/${put}`)?.kind === "map");
  return [
    fault("replace", "other entries", "Entries that are added take the place of those that were there."),
    fault("never-remove", "removals", "Entries that are to be removed stay."),
    ...(isToldByMore
      ? [
          fault(
            "remove-by-first",
            "whole entry",
            "Removes all that are like the entry in the first of what tells it apart.",
          ),
        ]
      : []),
    ...(patches.some(([, { by }]) => by !== undefined)
      ? [fault("add-again", "entry there", "Keeps the entry that is there beside the one that is to take its place.")]
      : []),
    ...(hasKeys ? [fault("fold-keys", "case of entries", "Keeps the keys of entries in small letters.")] : []),
  ];
};

function fault(id: string, what: Minded, sentence: string): UnnamedFault {
  const habits = { minds: (_operation: unknown, minded: Minded) => minded !== what };
  return { id: `patches.${id}`, kind: "entries-mixed-up", sentence, habits };
}
