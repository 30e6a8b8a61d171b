import type { Operation } from "#reference/service/model/operation.ts";
import type { ResourceKind, Table } from "#reference/service/table/kind.ts";
import { pointerTo } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import { constraintsOfMember } from "./constraints.ts";
import type { FaultRule } from "#reference/service/faults/service-fault.ts";

/**
 * One fault for each bound whose last value a service has no other reason to refuse: of a new name, of tags, of the size of
 * a page. The one tag that the plain input has is no last value to tell it by.
 */
export const refusedLimitFaults: FaultRule = (operation, { table }) => {
  const { tagging, doubts } = table;
  const owed = owedPointers(operation, table);
  return (
    operation.input
      .filter(({ name }) => doubts[operation.name]?.includes(name) !== true)
      .flatMap(constraintsOfMember)
      .filter(({ path }) => owed.some((pointer) => path === pointer || path.startsWith(`${pointer}/`)))
      .filter(({ path, keyword }) => keyword === "max" || (keyword === "min" && path !== tagging?.tag.tags))
      // How many entries a list of tags may have depends on their keys.
      .filter(({ path, name }) => !(owed.includes(path) && /-items$/.test(name)))
      .map(({ path, keyword, label, name }) => ({
        id: `${label}.${name}.valid-refused`,
        kind: "valid-refused",
        sentence: `Refuses the last value at ${path} that ${name} lets through.`,
        habits: { tightens: (_operation, rule) => rule.path === path && rule.keyword === keyword },
      }))
  );
};

function owedPointers(operation: Operation, table: Table): string[] {
  const { pages, name } = operation;
  const role = roleOf(table, name);
  const ofNew = role.name === "create" ? role.kinds.flatMap((kind) => pointersOfNew(kind, table)) : [];
  const added = role.name === "tag" ? [table.tagging?.tag.tags] : [];
  const size = pages?.pageSize === undefined ? [] : [`/${pages.pageSize}`];
  return [...ofNew, ...added, ...size].filter((pointer) => pointer !== undefined);
}

/** Where a parent has one of a kind, another is refused whatever it is called. */
function pointersOfNew(kind: ResourceKind, table: Table): (string | undefined)[] {
  const { describe, id, tags, fixed } = kind;
  if (describe !== undefined && pointerTo(table, kind, describe.operation) === undefined) return [];
  return [fixed ? undefined : id.input, tags?.input];
}
