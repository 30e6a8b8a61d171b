import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { otherValue } from "#generators/schema/other-value.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import type { KeyedItem } from "#suites/service/judging/shown/entries.ts";

interface ItemsToldApart {
  readonly schema: JsonSchema;
  readonly by: readonly string[];
}

/**
 * Entries that are almost a given one: of a map, under its key in another case, and under one that begins with it; of a list,
 * those that differ from it in one alone of the members by which its items are told apart.
 */
export function nearEntries(
  { key, value }: KeyedItem,
  { schema, by }: ItemsToldApart,
  generation: GenerationContext,
): KeyedItem[] {
  if (key !== undefined)
    return [key.toUpperCase(), `${key}-b`].flatMap((near) =>
      near !== key && validatorOf(schema).accepts({ [near]: value }) ? [{ key: near, value }] : [],
    );
  const { items = {} } = schema;
  if (!isJsonObject(value)) return [];
  return by.flatMap((at) => {
    const other = otherValue(valueAt(value, at) ?? null, memberSchema(items, at) ?? {}, generation, at);
    return other === undefined ? [] : [{ value: withValue(value, pointerTokens(at), other) }];
  });
}

/** The item of a list that is not told apart from a given one, and differs from it in the rest; undefined where it has no more. */
export function sameEntry(
  { value }: KeyedItem,
  { schema: { items = {} }, by }: ItemsToldApart,
  generation: GenerationContext,
): KeyedItem | undefined {
  if (!isJsonObject(value)) return undefined;
  const rest = Object.entries(items.properties ?? {}).filter(([name]) => !by.includes(childPointer("", name)));
  const others = rest.flatMap(([name, schema]): [string, JsonValue][] => {
    const other = otherValue(value[name] ?? null, schema, generation, name);
    return other === undefined ? [] : [[name, other]];
  });
  return others.length === 0 ? undefined : { value: { ...value, ...Object.fromEntries(others) } };
}
