import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { mainType } from "./schema-type.ts";

/** Numbers looked through for those that a schema allows. */
const NUMBERS = 1000;

/**
 * Up to `size` plain items of a list; of one whose items must differ, such as do. `make` gives the plainest of an index,
 * undefined where there is none.
 */
export function plainItems(
  { items = {}, uniqueItems }: JsonSchema,
  size: number,
  make: (index: number) => JsonValue | undefined,
): JsonValue[] {
  const plain = (count: number) =>
    Array.from({ length: count }, (_, index) => make(index)).filter((value) => value !== undefined);
  if (uniqueItems !== true) return plain(size);
  return different([...plain(size), ...(size > 1 ? others(items, size) : [])]).slice(0, size);
}

/** What a few values of a schema are whose plainest is always the same. */
function others(schema: JsonSchema, size: number): readonly JsonValue[] {
  const { accepts } = validatorOf(schema);
  if (schema.enum !== undefined) return schema.enum.filter((value) => value !== null && accepts(value));
  const type = mainType(schema);
  if (type === "boolean") return [true, false].filter(accepts);
  if (type !== "integer" && type !== "number") return [];
  const { minimum, maximum } = schema;
  const first = Math.ceil(minimum ?? (maximum === undefined ? 1 : maximum - NUMBERS));
  return Array.from({ length: Math.max(size, NUMBERS) }, (_, index) => first + index).filter(accepts);
}

function different(values: readonly JsonValue[]): JsonValue[] {
  return [...new Map(values.map((value) => [itemKey(value), value])).values()];
}

/** The same for items that are equal, as far as generators make them: with members in the order of the schema. */
export function itemKey(item: JsonValue): string {
  return JSON.stringify(item);
}
