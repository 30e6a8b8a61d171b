import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { placeholdersIn } from "#spec/resources/placeholders.ts";
import { locationsJudged } from "#suites/service/cases/inputs/locations-judged.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/** One of the values between which a member of a plain input chooses. */
export interface ChosenValue {
  /** JSON pointer into the input. */
  readonly at: string;
  readonly value: string;
  /** What says that it is taken. */
  readonly constraint: Constraint;
}

/**
 * Values that a kind may be made with in place of those of its plain input. None where a parent may have only so many: what
 * there is of each is counted.
 */
export function choicesOfKind(
  { contract, table, requirements }: Pick<ServiceContext, "contract" | "table" | "requirements">,
  { create, most }: Resource,
): readonly ChosenValue[] {
  const creating = create && contract.operation(create.operation);
  const plain = creating && table.inputs[creating.id];
  if (creating === undefined || plain === undefined || most !== undefined) return [];
  const open = locationsJudged(creating).asked.filter(
    ({ side, keyword, requirement }) => side === "accept" && keyword === "enum" && requirements.has(requirement),
  );
  const byPointer = new Map(open.map((each) => [each.pointer.replaceAll("/properties/", "/"), each]));
  return valuesIn(creating.input, plain).flatMap(({ at, value }) => {
    const constraint = byPointer.get(at);
    return constraint === undefined ? [] : [{ at, value, constraint }];
  });
}

/** Each value that may stand where the plain input has one of several. */
function valuesIn(schema: JsonSchema, plain: JsonValue, at = ""): Omit<ChosenValue, "constraint">[] {
  if (isJsonObject(plain))
    return Object.entries(plain).flatMap(([name, value]) =>
      valuesIn(schema.properties?.[name] ?? {}, value, childPointer(at, name)),
    );
  if (typeof plain !== "string" || placeholdersIn(plain).length > 0) return [];
  return (schema.enum ?? []).flatMap((value) => (typeof value === "string" ? { at, value } : []));
}
