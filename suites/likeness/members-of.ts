import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";

/** The values that stand at a pointer, in which `*` stands for each element of a list. */
export type MembersAt = ReadonlyMap<string, readonly JsonValue[]>;

/** Of one answer; what is beyond is not compared. */
const MOST = 2_000;

/** Each member of an answer's body; the body itself stands at "". Keys of maps in lists are the account's, and none. */
export function membersOf(body: JsonValue, schema: JsonSchema = {}): MembersAt {
  const found = new Map<string, JsonValue[]>();
  const visit = (value: JsonValue, at: string, { properties, items, additionalProperties }: JsonSchema): void => {
    if (found.size >= MOST && !found.has(at)) return;
    found.set(at, [...(found.get(at) ?? []), value]);
    if (Array.isArray(value)) for (const element of value) visit(element, `${at}/*`, items ?? {});
    else if (isJsonObject(value) && !(isInList(at) && typeof additionalProperties === "object")) {
      for (const [name, part] of Object.entries(value)) visit(part, childPointer(at, name), properties?.[name] ?? {});
    }
  };
  visit(body, "", schema);
  return found;
}

/** JSON's word for the type of a value. */
export function jsonTypeOf(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : isJsonObject(value) ? "object" : typeof value;
}

/** Whether it stands in a list: what others keep there is no matter of how a target answers. */
export function isInList(pointer: string): boolean {
  return pointer.includes("/*");
}
