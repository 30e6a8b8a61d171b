import type { Operation } from "../../../../spec/contract/operation.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";
import type { Constraint } from "../../../../spec/requirement.ts";
import { placeholdersIn } from "../../../../spec/resources/placeholders.ts";
import { kindMadeBy, type ResourceTable } from "../../../../spec/resources/resource-table.ts";
import { isDeletion, isOnlyOne } from "../../../../spec/resources/table-readings.ts";
import type { ServiceContext } from "../../service-context.ts";

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
  if (constraint.keyword === "required") return "the plain request shows it, and is judged by itself";
  const [, name = ""] = pointerTokens(constraint.pointer);
  const plain = table.inputs[operation.id]?.[name];
  if (plain === undefined || isFresh(table, operation, name)) return undefined;
  if (placeholdersIn(plain).some((each) => each !== "new")) return "the member names what is there already";
  if (requirements.get(constraint.requirement)?.level === "MUST") return undefined;
  return "the plain request needs the member as it is, and another value may be refused for what it means";
}

/** The member that names what is created. */
function isFresh({ resources }: ResourceTable, { id }: Operation, member: string): boolean {
  return resources.some(({ create, id: own, fixed }) => {
    return create?.operation === id && !fixed && own.input === `/${member}`;
  });
}
