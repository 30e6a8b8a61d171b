import type { Violation } from "#spec/contract/validator.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { childPointer, pointerTokens } from "#spec/json/json-pointer.ts";
import type { Condition, MemberForm } from "#suites/record/condition.ts";

/** What would have met the schemas that a body breaks; undefined where a keyword has no form of a condition. */
export function conditionOf(
  violations: readonly Violation[],
  schemaAt: (pointer: string) => JsonSchema | undefined,
): Condition | undefined {
  const forms = violations.map((violation) => memberForm(violation, schemaAt(violation.pointer) ?? {}));
  const members = forms.filter((form) => form !== undefined);
  return members.length === 0 || members.length < forms.length ? undefined : { members };
}

function memberForm({ keyword, at, member, pointer }: Violation, schema: JsonSchema): MemberForm | undefined {
  // What a map does not allow for a key is not a matter of the key's value.
  if (isOnKeys(pointer)) return { at, absent: true };
  switch (keyword) {
    case "type":
      return schema.type === undefined ? undefined : { at, types: [schema.type].flat() };
    case "required":
      return { at: childPointer(at, member ?? ""), present: true };
    case "enum":
      return schema.enum === undefined ? undefined : { at, among: schema.enum.map((value) => JSON.stringify(value)) };
    default:
      return undefined;
  }
}

/** Whether a schema is that of a map's keys: a member may be called `propertyNames`, too. */
function isOnKeys(pointer: string): boolean {
  const tokens = pointerTokens(pointer);
  let keyword = "";
  for (let at = 0; at < tokens.length; at += keyword === "properties" ? 2 : 1) keyword = tokens[at] ?? "";
  return keyword === "propertyNames";
}
