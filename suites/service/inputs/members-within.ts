import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";

/** A member within one of a plain input's. */
export interface MemberWithin {
  readonly pointer: string;
  /** An input of nothing but that member, and what it is in. */
  readonly input: JsonObject;
}

/** A value for a member of this schema; undefined where it is to be left out. */
type Valued = (schema: JsonSchema, name: string) => JsonValue | undefined;

/** The optional members that structures within a plain input could have beside those that they have. */
export function membersWithin(schema: JsonSchema, plain: JsonObject, valued: Valued): MemberWithin[] {
  return Object.entries(plain).flatMap(([name, value]) => {
    const inner = schema.properties?.[name];
    if (inner === undefined) return [];
    return absentIn(inner, value, valued).map((one) => ({
      pointer: `/${name}${one.pointer}`,
      input: { [name]: one.value },
    }));
  });
}

interface AbsentMember {
  readonly pointer: string;
  readonly value: JsonValue;
}

/** What a value lacks, each as a value of the same form with that alone; of a list, what its first item lacks. */
function absentIn(schema: JsonSchema, value: JsonValue, valued: Valued): AbsentMember[] {
  if (Array.isArray(value)) {
    const [first] = value;
    const lacking = first === undefined ? [] : absentIn(schema.items ?? {}, first, valued);
    return lacking.map((one) => ({ pointer: `/0${one.pointer}`, value: [one.value] }));
  }
  if (!isJsonObject(value) || schema["x-union"] === true) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]): AbsentMember[] => {
    const there = ownMember(value, name);
    const own = there === undefined ? valued(inner, name) : undefined;
    const lacking = there === undefined ? [] : absentIn(inner, there, valued);
    const found = own === undefined ? lacking : [{ pointer: "", value: own }];
    return found.map((one) => ({ pointer: `/${name}${one.pointer}`, value: { [name]: one.value } }));
  });
}

/** An input with further members, within its own where it has those. */
export function withMembers(input: JsonObject, more: JsonObject): JsonObject {
  const added = Object.entries(more).map(([name, value]): [string, JsonValue] => {
    const own = ownMember(input, name);
    return [name, own === undefined ? value : withinValue(own, value)];
  });
  return { ...input, ...Object.fromEntries(added) };
}

function withinValue(value: JsonValue, more: JsonValue): JsonValue {
  if (isJsonObject(value) && isJsonObject(more)) return withMembers(value, more);
  // A list of plain values has no item to put anything in: another takes its place.
  if (!Array.isArray(value) || !Array.isArray(more) || !more.every(isJsonObject)) return more;
  return [...value.map((item, index) => withinValue(item, more[index] ?? item)), ...more.slice(value.length)];
}

/** A member within an input in words, as the ids of cases have it. */
export function pathTo(pointer: string): string {
  return pointerTokens(pointer)
    .filter((token) => !/^\d+$/.test(token))
    .join(".");
}
