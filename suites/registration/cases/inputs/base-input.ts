import { validatorOf } from "../../../../spec/contract/validator.ts";
import type { GeneratedInput } from "../../../../generators/schema/generated-input.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { Violation } from "../../../../spec/contract/validator.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../../spec/json/json.ts";

/**
 * The same input without what it probes or breaks: broken entries of a collection left out, or else the whole member
 * as it is in a plain input. Undefined where that does not make a valid input, or another one.
 */
export function baseInput(
  operation: Operation,
  { input, constraint }: GeneratedInput,
  plain: JsonObject,
): JsonObject | undefined {
  if (constraint === undefined) return undefined;
  const validator = validatorOf(operation.input);
  const violations = validator(input);
  const [, member] = pointerTokens(constraint.pointer);
  const members = [
    member,
    constraint.member,
    ...violations.flatMap(({ at, member: missing }) => [pointerTokens(at)[0], missing]),
  ];
  const candidates = [
    ...(violations.length === 0 ? [] : [violations.reduce(withoutEntry, input)]),
    withPlainMembers(input, plain, members),
  ];
  return candidates.find((base) => validator.accepts(base) && JSON.stringify(base) !== JSON.stringify(input));
}

/** Leaves out the entry of a map or a list that breaks the contract; what stands at the top stays. */
function withoutEntry(input: JsonObject, { at }: Violation): JsonObject {
  const [member, key] = pointerTokens(at);
  const value = member === undefined ? undefined : input[member];
  if (member === undefined || key === undefined || value === undefined) return input;
  return { ...input, [member]: without(value, key) };
}

function without(value: JsonValue, key: string): JsonValue {
  if (Array.isArray(value)) return value.filter((_, index) => String(index) !== key);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function withPlainMembers(input: JsonObject, plain: JsonObject, members: readonly (string | undefined)[]): JsonObject {
  const repaired = Object.entries(plain).filter(([name]) => members.includes(name));
  return { ...input, ...Object.fromEntries(repaired) };
}
