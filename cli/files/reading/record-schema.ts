import { plainText } from "#spec/json/plain-text.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

const RECORD = new URL("../../../suites/record/record.schema.json", import.meta.url);
const SCORE = new URL("../../../reports/mutations/mutations.schema.json", import.meta.url);

const compiled = new Map<URL, ValidateFunction>();

/** What a record has otherwise than record.schema.json says, in a few words and by its place; undefined if nothing. */
export function recordViolation(record: unknown): string | undefined {
  return violationOf(record, RECORD);
}

/** The same of a score, by mutations.schema.json. */
export function scoreViolation(report: unknown): string | undefined {
  return violationOf(report, SCORE);
}

function violationOf(value: unknown, schema: URL): string | undefined {
  const validate = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, validate);
  if (validate(value)) return undefined;
  const [first] = validate.errors ?? [];
  const { instancePath = "", message = "is wrong", params = {} } = first ?? {};
  const allowed = (params["allowedValue"] ?? params["additionalProperty"]) as JsonValue | undefined;
  const named = allowed === undefined ? "" : ` (${plainText(allowed)})`;
  return visibleLine(`${shortened(instancePath)} ${message}${shortened(named)}`).trim();
}

/** Characters shown of what stands in a record. */
const SHOWN = 200;

function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

function compile(schema: URL): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(JSON.parse(readFileSync(schema, "utf8")) as object);
}
