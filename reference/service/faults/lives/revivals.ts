import { roleOf } from "../../table/role.ts";
import type { FaultRule } from "../service-fault.ts";

/** What shows only after a sequence of requests: something that was deleted was not forgotten. */
export const revivalFaults: FaultRule = ({ name, output }, { table }) => {
  const role = roleOf(table, name);
  const [kind] = role.name === "update" || role.name === "create" ? role.kinds : [];
  if (kind === undefined || kind.stays !== undefined || output === undefined) return [];
  const hasChildren = table.kinds.some(({ parent, create }) => parent === kind.name && create !== undefined);
  const [first] = kind.updates.filter((id) => id !== kind.create?.operation && table.inputs[id] !== undefined);
  if (name === first && hasChildren && kind.create !== undefined && kind.parent === undefined)
    return [
      {
        id: "deleted.revived",
        kind: "gone-remembered",
        sentence: "Brings back what was deleted last beneath the resource that it changes.",
        habits: { revives: () => true },
      },
    ];
  if (role.name === "create" && hasChildren && kind.id.input !== undefined && !kind.fixed)
    return [
      {
        id: "children.revived",
        kind: "gone-remembered",
        sentence: "Gives a resource what belonged to the last one of its name.",
        habits: { revives: () => true },
      },
    ];
  const isTagged = kind.tags !== undefined && kind.arn !== undefined && table.tagging !== undefined;
  if (
    role.name !== "create" ||
    hasChildren ||
    kind.parent !== undefined ||
    !isTagged ||
    kind.id.input === undefined ||
    kind.fixed
  )
    return [];
  return [
    {
      id: "tags.revived",
      kind: "gone-remembered",
      sentence: "Gives a resource the tags that the last one of its name had.",
      habits: { revives: () => true },
    },
  ];
};
