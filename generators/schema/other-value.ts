import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { acceptedEnum } from "./baseline.ts";
import type { GenerationContext } from "./generation-context.ts";
import { objectOf } from "./own-members.ts";
import { tellingSeveral } from "./telling-value.ts";

/**
 * A valid value that differs from a given one wherever it can: what is on is off, a number the least there is. Undefined
 * where the schema has no other.
 */
export function otherValue(
  value: JsonValue,
  schema: JsonSchema,
  context: GenerationContext,
  salt: string,
): JsonValue | undefined {
  const isOther = (each: JsonValue | undefined): each is JsonValue =>
    each !== undefined && !isDeepStrictEqual(each, value) && validatorOf(schema).accepts(each);
  if (schema.enum !== undefined) return acceptedEnum(schema).find((each) => each !== null && isOther(each));
  if (typeof value === "boolean") return [!value].find(isOther);
  if (typeof value === "number") return [schema.minimum ?? 0, value + 1, value - 1].find(isOther);
  if (!isJsonObject(value) || schema.properties === undefined)
    return [tellingSeveral(schema, context, `${salt} other`)].find(isOther);
  const members = Object.entries(value).map(([name, member]): [string, JsonValue] => {
    const own = schema.properties?.[name];
    return [name, (own && otherValue(member, own, context, `${salt}/${name}`)) ?? member];
  });
  return [objectOf(members)].find(isOther);
}
