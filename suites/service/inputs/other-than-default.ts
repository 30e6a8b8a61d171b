import { isDeepStrictEqual } from "node:util";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { otherValue } from "#generators/schema/other-value.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { withValue } from "./with-value.ts";

/** An input without values that would be the same had they not been sent: those tell nothing of whether they were kept. */
export function otherThanDefault(
  input: JsonObject,
  schema: JsonSchema,
  { defaults = {} }: Resource,
  generation: GenerationContext,
): JsonObject {
  return Object.entries(defaults).reduce((one, [at, value]) => {
    const own = isDeepStrictEqual(valueAt(one, at), value) ? memberSchema(schema, at) : undefined;
    const other = own && otherValue(value, own, generation, at);
    return other === undefined ? one : withValue(one, pointerTokens(at), other);
  }, input);
}
