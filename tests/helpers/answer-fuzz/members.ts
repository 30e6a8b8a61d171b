import { childPointer, pointerTokens } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/** Every member of a document with its pointer, those of members that are objects too; tags are one member. */
export function membersOf(document: JsonObject, at = ""): { readonly at: string; readonly value: JsonValue }[] {
  return Object.entries(document).flatMap(([name, value]) => {
    const pointer = childPointer(at, name);
    const inner = isJsonObject(value) && name !== "tags" ? membersOf(value, pointer) : [];
    return [{ at: pointer, value }, ...inner];
  });
}

/** The document with another value at the pointer; without the member where the value is undefined. */
export function replaced(document: JsonObject, pointer: string, value: unknown): JsonObject {
  const [name = "", ...rest] = pointerTokens(pointer);
  const inner = document[name];
  const becomes =
    rest.length > 0 && isJsonObject(inner)
      ? replaced(
          inner,
          rest.reduce((at, token) => childPointer(at, token), ""),
          value,
        )
      : value;
  const entries = Object.entries(document).map(([key, before]) => [key, key === name ? becomes : before] as const);
  return Object.fromEntries(entries.filter(([, after]) => after !== undefined)) as JsonObject;
}

/** Empty objects and lists say as much as none. */
export function isEmpty(value: JsonValue): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** A value of another JSON type. */
export function retyped(value: JsonValue, roll: (sides: number) => number): JsonValue {
  const typeOf = (each: JsonValue): string => (Array.isArray(each) ? "array" : typeof each);
  const others: JsonValue[] = ["text", 7, true, [], ["a"], { a: 1 }];
  const fitting = others.filter((other) => typeOf(other) !== typeOf(value));
  return fitting[roll(fitting.length)] ?? 7;
}
