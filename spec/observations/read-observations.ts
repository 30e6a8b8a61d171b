import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { parseContractText } from "#spec/contract/reading/contract-text.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Observations } from "./observation.ts";

const SCHEMA = JSON.parse(readFileSync(new URL("./observations.schema.json", import.meta.url), "utf8")) as JsonObject;

/**
 * Observations from YAML. Throws a ContractError, one clear line, where they are not of the form of
 * observations.schema.json, or an id is given twice.
 */
export function parseObservations(text: string, file: string): Observations {
  const source = parseContractText(text, file, "observations");
  const validate = new Ajv2020({ strict: false }).compile(SCHEMA);
  if (!validate(source.value)) {
    const [error] = validate.errors ?? [];
    const mend = "see observations.schema.json for what an observation may hold";
    throw source.problem(error?.instancePath ?? "", inWords(error), mend);
  }
  const found = source.value as unknown as Observations;
  const ids = found.observations.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0)
    throw source.problem(`/observations/${twice}/id`, `${ids[twice] ?? ""} is given twice`, "take the next number");
  return found;
}

function inWords(error: ErrorObject | undefined): string {
  const extra: unknown = error?.params["additionalProperty"];
  return typeof extra === "string" ? `unknown member ${extra}` : (error?.message ?? "no observations");
}
