import type { JsonSchema } from "#spec/contract/schema.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { isPlainValue } from "./held-as-sent.ts";

/** A list with something in it, which may be sent empty as well. */
export interface ListWithin {
  /** JSON pointer to it. */
  readonly at: string;
  readonly value: readonly JsonValue[];
}

/** The lists of plain values that the members of a value are, but for those within another list, whose items may be merged. */
export function listsWithin(value: JsonValue, schema: JsonSchema, at = ""): ListWithin[] {
  if (Array.isArray(value)) {
    return value.every(isPlainValue) && value.length > 0 && (schema.minItems ?? 0) === 0 ? [{ at, value }] : [];
  }
  if (!isJsonObject(value) || schema["x-union"] === true) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    listsWithin(member, schema.properties?.[name] ?? { minItems: 1 }, childPointer(at, name)),
  );
}
