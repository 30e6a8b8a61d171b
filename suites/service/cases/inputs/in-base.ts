import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";

/**
 * A plain input with only that value changed which a generated input is about: at the constraint's place it is the
 * generated value, and everything else stays as in the plain input. A list or a map is replaced as a whole.
 */
export function inBase(base: JsonObject, generated: JsonObject, { pointer, member }: Constraint): JsonObject {
  const result = merged(base, generated, membersTo(pointer), member);
  return isJsonObject(result) ? result : generated;
}

/** The members on the path to a schema, as far as that leads through objects with named members. */
export function membersTo(pointer: string): string[] {
  const tokens = pointerTokens(pointer);
  const members: string[] = [];
  for (let index = 0; tokens[index] === "properties"; index += 2) members.push(tokens[index + 1] ?? "");
  return members;
}

function merged(
  base: JsonValue | undefined,
  generated: JsonValue | undefined,
  [next, ...rest]: readonly string[],
  missing: string | undefined,
): JsonValue | undefined {
  if (!isJsonObject(base) || !isJsonObject(generated)) return generated;
  const name = next ?? missing;
  // The place itself: the generated value, unless it is an object that lacks a member.
  if (name === undefined) return generated;
  const others = Object.entries(base).filter(([each]) => each !== name);
  const value = next === undefined ? generated[name] : merged(base[name], generated[name], rest, missing);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

/** The member of the whole input that a constraint is about, or that it is within. */
export function outermostMember({ pointer, member = "" }: Constraint): string {
  const [, name = member] = pointerTokens(pointer);
  return name;
}
