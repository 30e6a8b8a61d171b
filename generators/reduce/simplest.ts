import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { acceptedEnum, plainValue } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { acceptedStrings } from "#generators/strings/string-space.ts";
import { mainType } from "#generators/schema/schema-type.ts";

/** The shortest and plainest value of a schema. */
export function simplest(schema: JsonSchema, context: GenerationContext): JsonValue | undefined {
  if (schema.enum !== undefined) return shortestOf(acceptedEnum(schema));
  const marked = schema["x-unique"] === true || isFixed(schema);
  if (mainType(schema) !== "string" || schema.const !== undefined || marked)
    return plainValue(schema, context, "reduced");
  return acceptedStrings(schema).shortest(1)[0];
}

/** True for a member whose value is not the generator's to choose: of another shape it would fail for reasons of its own. */
export function isFixed(schema: JsonSchema): boolean {
  return schema["x-fixture"] !== undefined || schema["x-idempotency-token"] === true;
}

function shortestOf(values: readonly JsonValue[]): JsonValue | undefined {
  const lengths = values.map((value) => JSON.stringify(value).length);
  return values[lengths.indexOf(Math.min(...lengths))];
}
