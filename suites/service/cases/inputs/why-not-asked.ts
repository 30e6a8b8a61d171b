import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import { placeholdersIn } from "#spec/resources/placeholders.ts";
import { kindMadeBy, type ResourceTable } from "#spec/resources/resource-table.ts";
import { isDeletion, isOnlyOne } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
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
  const [, name = ""] = pointerTokens(constraint.pointer);
  const input = table.inputs[operation.id] ?? {};
  if (input[name] === undefined || isFresh(table, operation, name)) return undefined;
  const named = placeholdersIn(partAt(input, constraint) ?? null).filter((each) => each !== "new");
  if (named.length > 0) return "the member names what is there already";
  if (isOwed) return undefined;
  return "the plain request needs the member as it is, and another value may be refused for what it means";
}

/** What stands in an input where a limit is, as far as that leads through objects with named members. */
function partAt(input: JsonObject, { pointer }: Constraint): JsonValue | undefined {
  return membersTo(pointer).reduce<JsonValue | undefined>(
    (part, name) => (isJsonObject(part) ? ownMember(part, name) : part),
    input,
  );
}

/** The member that names what is created. */
function isFresh({ resources }: ResourceTable, { id }: Operation, member: string): boolean {
  return resources.some(({ create, id: own, fixed }) => {
    return create?.operation === id && !fixed && own.input === `/${member}`;
  });
}
