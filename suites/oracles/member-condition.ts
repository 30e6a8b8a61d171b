import type { Violation } from "../../spec/contract/validator.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { childPointer } from "../../spec/json/json-pointer.ts";
import type { Condition, MemberForm } from "../record/condition.ts";

/** What would have met the schemas that a body breaks; undefined where a keyword has no form of a condition. */
export function conditionOf(
  violations: readonly Violation[],
  schemaAt: (pointer: string) => JsonSchema | undefined,
): Condition | undefined {
  const members = violations.map((violation) => memberForm(violation, schemaAt(violation.pointer) ?? {}));
  return members.includes(undefined) ? undefined : { members: members.filter((member) => member !== undefined) };
}

function memberForm({ keyword, at, member }: Violation, schema: JsonSchema): MemberForm | undefined {
  switch (keyword) {
    case "type":
      return { at, types: [schema.type ?? []].flat() };
    case "required":
      return { at: childPointer(at, member ?? ""), present: true };
    case "enum":
      return { at, among: (schema.enum ?? []).map((value) => JSON.stringify(value)) };
    default:
      return undefined;
  }
}
