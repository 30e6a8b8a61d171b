import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

let compiled: ValidateFunction | undefined;

/** What a record has otherwise than record.schema.json says, in a few words and by its place; undefined if nothing. */
export function recordViolation(record: unknown): string | undefined {
  const validate = (compiled ??= compile());
  if (validate(record)) return undefined;
  const [first] = validate.errors ?? [];
  const allowed: unknown = first?.params["allowedValue"] ?? first?.params["additionalProperty"];
  return `${first?.instancePath ?? ""} ${first?.message ?? "is wrong"}${allowed === undefined ? "" : ` (${String(allowed)})`}`.trim();
}

function compile(): ValidateFunction {
  const schema = new URL("../../suites/record/record.schema.json", import.meta.url);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(JSON.parse(readFileSync(schema, "utf8")) as object);
}
