import { perObject } from "../spec/per-object.ts";
import type { JsonSchema } from "../spec/schema.ts";
import { compileValidator, type Validator } from "../spec/validator.ts";

/** The schema's validator, compiled once. */
export const validatorOf: (schema: JsonSchema) => Validator = perObject(compileValidator);
