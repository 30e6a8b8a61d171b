import { createHash } from "node:crypto";
import { contractOf, parseContract, type Contract } from "#spec/contract/contract.ts";
import { parseContractText } from "#spec/contract/reading/contract-text.ts";
import { contractValue } from "#spec/contract/reading/contract-value.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { readBotocore, type BotocoreFiles } from "./botocore/read-botocore.ts";
import { checkModel } from "./check-model.ts";
import { modelError } from "./model-error.ts";
import { documentOfModel } from "./openapi/document-of-model.ts";
import type { ServiceModel } from "./service-model.ts";
import { readSmithy } from "./smithy/read-smithy.ts";

/** `document` is one of this project's own making out of a model; `openapi` is any other, or no model at all. */
type ModelForm = "smithy" | "botocore" | "document" | "openapi";

/** What form a JSON object is in. */
function modelForm(json: JsonObject): ModelForm {
  if (typeof json["smithy"] === "string" && isJsonObject(json["shapes"])) return "smithy";
  if (isJsonObject(json["metadata"]) && isJsonObject(json["operations"]) && isJsonObject(json["shapes"]))
    return "botocore";
  return json["x-authority"] === "model" ? "document" : "openapi";
}

/** The text of a file, by its name; undefined where there is none beside the model. */
export type ReadBeside = (name: string) => string | undefined;

/**
 * The contract of a file in any form: OpenAPI 3.1, a Smithy 2.0 model, or botocore's service-2.json. Throws a
 * ContractError, one clear line, where it can't be read, or speaks another protocol than restJson1.
 */
export function readAnyContract(text: string, file: string, beside: ReadBeside): Contract {
  const json = jsonObjectOf(text);
  const form = json === undefined ? "openapi" : modelForm(json);
  if (json === undefined) checkSyntax(text, file);
  if (json === undefined || form === "openapi") return parseContract(text, file);
  const sha256 = createHash("sha256").update(text).digest("hex");
  if (form === "document") return contractOf(contractValue(json, file), sha256);
  const model = readModel(json, form, file, beside);
  return contractOf(contractValue(documentOfModel(model, { sha256 }), file), sha256);
}

/** The model in a JSON object of either form. Throws as `readAnyContract` does. */
export function readModel(
  json: JsonObject,
  form: Exclude<ModelForm, "openapi" | "document">,
  file: string,
  beside: ReadBeside,
): ServiceModel {
  const model = form === "smithy" ? readSmithy(json, file) : readBotocore(botocoreFiles(json, file, beside), file);
  checkModel(model, file);
  return model;
}

function botocoreFiles(service: JsonObject, file: string, beside: ReadBeside): BotocoreFiles {
  const part = (name: string): JsonObject => {
    const json = jsonObjectOf(beside(name) ?? "{}");
    if (json === undefined) throw modelError(file, "", `${name} beside it is not a JSON object`, "fix or remove it");
    return json;
  };
  return { service, paginators: part("paginators-1.json"), waiters: part("waiters-2.json") };
}

/** Throws where what begins as JSON is neither that nor YAML: a model that is cut off is no document to convert. */
function checkSyntax(text: string, file: string): void {
  if (!BEGINS_AS_JSON.test(text)) return;
  try {
    parseContractText(text, file);
  } catch {
    throw modelError(file, "", `not JSON: ${syntaxErrorOf(text)}`, "give the whole file");
  }
}

function syntaxErrorOf(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
  }
  return "it cannot be read";
}

const BEGINS_AS_JSON = /^\s*\{/;

function jsonObjectOf(text: string): JsonObject | undefined {
  if (!BEGINS_AS_JSON.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
