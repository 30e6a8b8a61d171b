import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import type { Condition, MemberForm } from "#suites/record/condition.ts";
import type { NotEchoed } from "#suites/service/judging/shown/echo.ts";

/**
 * What must be at a place of an answer that should show a value, possibly among others; undefined if no form can
 * express it.
 */
export function formsOf(value: JsonValue, at: string): readonly MemberForm[] | undefined {
  if (isJsonObject(value)) {
    const forms = Object.entries(value).map(([name, member]) => formsOf(member, childPointer(at, name)));
    return forms.every((each) => each !== undefined) ? forms.flat() : undefined;
  }
  if (!Array.isArray(value)) return [{ at, equals: JSON.stringify(value) }];
  if (value.some((item) => Array.isArray(item) || isJsonObject(item))) return undefined;
  const among = value.map((item) => JSON.stringify(item));
  const each = value.map((_, index): MemberForm => ({ at: `${at}/${index}`, present: true, among }));
  return [...each, { at: `${at}/${value.length}`, absent: true }];
}

/**
 * The form by which the differing members are as they were sent, below a place of the answer; undefined if no form can
 * express it.
 */
export function asSent(found: readonly NotEchoed[], below: string): Condition | undefined {
  const forms = found.map(({ at, sent }) => formsOf(sent, `${below}${at}`));
  return forms.every((each) => each !== undefined) ? { members: forms.flat() } : undefined;
}
