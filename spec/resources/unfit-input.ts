import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { placeholdersIn } from "./placeholders.ts";

/** What of a plain input its model does not take, whatever its placeholders stand for. */
export interface Unfit {
  /** JSON pointer into the input. */
  readonly at: string;
  readonly what: string;
  readonly mend: string;
}

/** The first required member that a plain input lacks, or value that no enumeration of the model has. */
export function unfitInput(value: JsonValue, schema: JsonSchema, at = ""): Unfit | undefined {
  if (placeholdersIn(value).length === 0 && schema.enum?.includes(value) === false) {
    const known = schema.enum
      .filter((each) => each !== null)
      .map(plainText)
      .join(", ");
    return { at, what: `${JSON.stringify(value)} is no value of the model`, mend: `give one of ${known}` };
  }
  if (Array.isArray(value)) return firstOf(value, (item, index) => [item, schema.items, `${at}/${index}`]);
  if (!isJsonObject(value)) return undefined;
  const { properties = {}, required = [], additionalProperties } = schema;
  // Clients make up a token that is not given, but a plain input is sent as it stands.
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) {
    return { at, what: `its required member ${missing} is missing`, mend: "give it a value that is accepted" };
  }
  return firstOf(Object.entries(value), ([name, member]) => [
    member,
    properties[name] ?? additionalProperties,
    childPointer(at, name),
  ]);
}

type Part = readonly [value: JsonValue, schema: JsonSchema | boolean | undefined, at: string];

function firstOf<Item>(items: readonly Item[], partOf: (item: Item, index: number) => Part): Unfit | undefined {
  for (const [index, item] of items.entries()) {
    const [value, schema, at] = partOf(item, index);
    const unfit = typeof schema === "object" ? unfitInput(value, schema, at) : undefined;
    if (unfit !== undefined) return unfit;
  }
  return undefined;
}
