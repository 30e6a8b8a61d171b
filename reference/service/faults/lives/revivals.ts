import { roleOf } from "#reference/service/table/role.ts";
import type { Revived } from "#reference/service/habits.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** What shows only after a sequence of requests: something that was deleted was not forgotten. */
export const revivalFaults: FaultRule = ({ name, output }, { table }) => {
  const role = roleOf(table, name);
  const [kind] = role.name === "update" || role.name === "create" ? role.kinds : [];
  if (kind === undefined || kind.stays !== undefined || output === undefined) return [];
  const hasChildren = table.kinds.some(({ parent, create }) => parent === kind.name && create !== undefined);
  if (role.name === "update") {
    const [first] = kind.updates.filter((id) => id !== kind.create?.operation && table.inputs[id] !== undefined);
    const isRoot = kind.create !== undefined && kind.parent === undefined;
    return name === first && hasChildren && isRoot
      ? [
          fault(
            "deleted.revived",
            "last beneath",
            "Brings back what was deleted last beneath the resource that it changes.",
          ),
        ]
      : [];
  }
  const isNamed = kind.id.input !== undefined && !kind.fixed;
  const isTagged = kind.tags !== undefined && kind.arn !== undefined && table.tagging !== undefined;
  return [
    ...(isNamed && hasChildren
      ? [fault("children.revived", "children", "Gives a resource what belonged to the last one of its name.")]
      : []),
    ...(isTagged && (isNamed || kind.id.unique !== undefined)
      ? [fault("tags.revived", "tags", "Gives a resource the tags that the last one of its name had.")]
      : []),
  ];
};

function fault(id: string, revived: Revived, sentence: string): UnnamedFault {
  return { id, kind: "gone-remembered", sentence, habits: { revives: () => revived } };
}
