import type { FaultRule } from "../service-fault.ts";

/** A change of some entries that is carried out as one of the whole, or in part. */
export const patchFaults: FaultRule = (operation, { table }) => {
  if (table.patches[operation.name] === undefined) return [];
  return [
    {
      id: "patches.replace",
      kind: "entries-mixed-up",
      sentence: "Entries that are added take the place of those that were there.",
      habits: { minds: (_, what) => what !== "other entries" },
    },
    {
      id: "patches.never-remove",
      kind: "entries-mixed-up",
      sentence: "Entries that are to be removed stay.",
      habits: { minds: (_, what) => what !== "removals" },
    },
  ];
};
