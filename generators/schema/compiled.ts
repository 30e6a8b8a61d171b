import { perObject } from "../../spec/per-object.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { compileValidator, type Validator } from "../../spec/contract/validator.ts";

/** The schema's validator, compiled once. */
export const validatorOf: (schema: JsonSchema) => Validator = perObject(compileValidator);
