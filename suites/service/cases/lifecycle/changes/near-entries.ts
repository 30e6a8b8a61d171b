import type { GenerationContext } from "../../../../../generators/schema/generation-context.ts";
import { otherValue } from "../../../../../generators/schema/other-value.ts";
import type { JsonSchema } from "../../../../../spec/contract/schema.ts";
import { validatorOf } from "../../../../../spec/contract/validator.ts";
import { isJsonObject } from "../../../../../spec/json/json.ts";
import { pointerTokens, valueAt } from "../../../../../spec/json/json-pointer.ts";
import { memberSchema } from "../../../../../spec/resources/member-schema.ts";
import { withValue } from "../../../inputs/with-value.ts";
import type { KeyedItem } from "../../../judging/shown/entries.ts";

/**
 * Entries that are almost a given one: of a map, under its key in another case, and under one that begins with it; of a list,
 * those that differ from it in one alone of the members by which its items are told apart.
 */
export function nearEntries(
  { key, value }: KeyedItem,
  { schema, by }: { readonly schema: JsonSchema; readonly by: readonly string[] },
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
