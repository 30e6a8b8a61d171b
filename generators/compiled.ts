import type { JsonSchema } from "../spec/schema.ts";
import { compileValidator, type Validator } from "../spec/validator.ts";

/** A function of a schema whose result is kept as long as the schema is. */
export function perSchema<T>(make: (schema: JsonSchema) => T): (schema: JsonSchema) => T {
  const made = new WeakMap<JsonSchema, { readonly result: T }>();
  return (schema) => {
    let kept = made.get(schema);
    if (kept === undefined) made.set(schema, (kept = { result: make(schema) }));
    return kept.result;
  };
}

/** The schema's validator, compiled once. */
export const validatorOf: (schema: JsonSchema) => Validator = perSchema(compileValidator);
