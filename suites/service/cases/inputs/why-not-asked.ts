import type { Operation } from "../../../../spec/contract/operation.ts";
import { childPointer, valueAt } from "../../../../spec/json/json-pointer.ts";
import type { Constraint } from "../../../../spec/requirement.ts";
import { placeholdersIn } from "../../../../spec/resources/placeholders.ts";
import { kindMadeBy, type ResourceTable } from "../../../../spec/resources/resource-table.ts";
import { isDeletion, isOnlyOne } from "../../../../spec/resources/table-readings.ts";
import type { ServiceContext } from "../../service-context.ts";
import { membersTo } from "./in-base.ts";

/**
 * Why no case asks whether a value on the good side of a limit is taken; undefined where cases do. What the plain input
 * has, it has for a reason: another value of it is only tried where none could be refused for what it means.
 */
export function whyNotAsked(
  { requirements, table }: Pick<ServiceContext, "requirements" | "table">,
  operation: Operation,
  constraint: Constraint,
): string | undefined {
  if (constraint.side === "reject") return undefined;
  const makes = kindMadeBy(table, operation.id);
  if (makes !== undefined && isOnlyOne(makes, table)) {
    return "a parent can have only one such resource, and already had one";
  }
  if (isDeletion(table, operation)) return "what is deleted is gone for the cases after it";
  const isOwed = requirements.get(constraint.requirement)?.level === "MUST";
  if (constraint.keyword === "required" && !isOwed) return "the plain request shows it, and is judged by itself";
  const [name = "", ...deeper] = membersTo(constraint.pointer);
  const member = table.inputs[operation.id]?.[name];
  // What stands beside a value that is owed may name something.
  const plain =
    isOwed && member !== undefined
      ? valueAt(
          member,
          deeper.reduce((at, each) => childPointer(at, each), ""),
        )
      : member;
  if (plain === undefined || isFresh(table, operation, name)) return undefined;
  if (placeholdersIn(plain).some((each) => each !== "new")) return "the member names what is there already";
  if (isOwed) return undefined;
  return "the plain request needs the member as it is, and another value may be refused for what it means";
}

/** The member that names what is created. */
function isFresh({ resources }: ResourceTable, { id }: Operation, member: string): boolean {
  return resources.some(({ create, id: own, fixed }) => {
    return create?.operation === id && !fixed && own.input === `/${member}`;
  });
}
