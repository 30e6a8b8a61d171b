import type { ResourceKind, Table } from "#reference/service/table/kind.ts";
import { nameSpace } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule } from "#reference/service/faults/service-fault.ts";

/** What is asked of a kind is done to one of another that has its names in common. */
export const otherKindFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  if (!("kinds" in role) || !["create", "update", "delete"].includes(role.name)) return [];
  const [kind] = role.kinds;
  const about = role.name === "create" ? table.kinds.find(({ name }) => name === kind.parent) : kind;
  if (about === undefined || !hasNamesInCommon(table, about)) return [];
  return [
    {
      id: "own-kind.not-minded",
      kind: "kind-ignored",
      sentence: "Takes whatever has the name for one of the kind that it is about.",
      habits: { minds: (_operation, what) => what !== "own kind" },
    },
  ];
};

function hasNamesInCommon(table: Table, kind: ResourceKind): boolean {
  return table.kinds.filter((one) => nameSpace(table, one) === nameSpace(table, kind)).length > 1;
}
