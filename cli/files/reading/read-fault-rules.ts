import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { LineCounter } from "yaml";
import { SETTINGS_BYTES } from "#spec/bounded-file.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { parseYaml } from "#spec/json/parse-yaml.ts";
import { plainText } from "#spec/json/plain-text.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { type AnswerRule, whyNoRule } from "#suites/mutations/rules/answer-rule.ts";
import { closeSpellings } from "#cli/close-spellings.ts";
import { UsageError } from "#cli/usage-error.ts";
import { readTextFile } from "./read-text-file.ts";
import { settingsValue, yamlProblem } from "./yaml-settings.ts";

/** The rules of a file in YAML or JSON, as faults.schema.json has it. Throws UsageError, one clear line. */
export function readFaultRules(file: string, contract: Contract): readonly AnswerRule[] {
  const flag = `--faults ${file}`;
  const lines = new LineCounter();
  const document = parseYaml(readTextFile(file, "--faults", SETTINGS_BYTES), lines);
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new UsageError(`${flag}:${line}:${col}: not YAML: ${yamlProblem(problem)}`);
  }
  const value = settingsValue(document, flag);
  const validate = rulesValidator();
  if (!validate(value)) throw new UsageError(visibleLine(`${flag}: ${inWords(validate.errors?.[0])}`));
  const { faults } = value as { readonly faults: readonly AnswerRule[] };
  for (const [at, rule] of faults.entries()) {
    const why = whyNoRule(rule, contract);
    if (why === undefined) continue;
    const close = contract.operations.has(rule.operation)
      ? ""
      : closeSpellings(contract.operations.keys(), rule.operation);
    throw new UsageError(visibleLine(`${flag}, rule ${at + 1}: ${why}${close}`));
  }
  return faults;
}

function rulesValidator(): ReturnType<Ajv2020["compile"]> {
  const schema = new URL("../../../suites/mutations/rules/faults.schema.json", import.meta.url);
  return new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")) as object);
}

/** Characters of a value of the file. */
const SHOWN = 80;

function inWords(error: ErrorObject | undefined): string {
  const { instancePath = "", message = "is wrong", params = {} } = error ?? {};
  const [, at, ...rest] = instancePath.split("/").slice(1);
  const place = at === undefined ? "" : `rule ${Number(at) + 1}${rest.length > 0 ? `, ${rest.join(".")}` : ""}: `;
  const named = (params["additionalProperty"] ?? params["allowedValue"]) as JsonValue | undefined;
  return `${place}${message}${named === undefined ? "" : ` (${plainText(named).slice(0, SHOWN)})`}`;
}
