import { checkSchema } from "./check-schema.ts";
import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { jsonContentSchema } from "./json-content.ts";
import { readBound } from "./read-bound.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { nameOf } from "./name-forms.ts";
import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** The first response with a status of 200 to 299. */
export function readSuccess(document: DereferencedDocument, operation: JsonObject): Operation["success"] {
  for (const [status, response] of statusResponses(document, operation)) {
    if (status < 200 || status > 299) continue;
    const schema = jsonContentSchema(response) ?? {};
    checkSchema(document, schema, "response");
    return { status, schema: schema as JsonSchema, bound: readBound(document, response) };
  }
  throw document.problem(operation, "responses", "no response for success", "describe the one with status 200");
}

/**
 * The errors of an operation, by status. A response's schema is one error or `anyOf`/`oneOf` several; an error's name is
 * its `x-error`, or else the last step of the `$ref` that leads to it. A `default` response names no error and is left out.
 */
export function readErrors(document: DereferencedDocument, operation: JsonObject): DocumentedError[] {
  return statusResponses(document, operation)
    .filter(([status]) => status >= 400)
    .flatMap(([status, response]) => {
      const bound = readBound(document, response);
      return errorSchemas(response).map((schema) => ({ ...readError(document, status, schema), bound }));
    });
}

function readError(document: DereferencedDocument, status: number, schema: JsonObject): Omit<DocumentedError, "bound"> {
  checkSchema(document, schema, "response");
  const name = nameOf(document, "error", errorName(document, schema), { holder: schema, key: undefined });
  return { name, status, schema: schema as JsonSchema };
}

function errorSchemas(response: JsonValue): JsonObject[] {
  const schema = jsonContentSchema(response);
  if (schema === undefined) return [];
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  return Array.isArray(alternatives) ? alternatives.filter(isJsonObject) : [schema];
}

function errorName(document: DereferencedDocument, schema: JsonObject): string {
  if (typeof schema["x-error"] === "string") return schema["x-error"];
  const tokens = pointerTokens(document.pointerOf(schema));
  if (tokens[0] === "components" && tokens[1] === "schemas" && tokens[2] !== undefined) return tokens[2];
  throw document.problem(schema, undefined, "the error has no name", "name it with x-error, or make it a component");
}

function statusResponses(document: DereferencedDocument, operation: JsonObject): [number, JsonValue][] {
  const responses = operation["responses"];
  if (!isJsonObject(responses)) throw document.problem(operation, "responses", "no responses", "describe them");
  return Object.entries(responses).flatMap(([status, response]): [number, JsonValue][] => {
    if (status === "default" || status.startsWith("x-")) return [];
    if (/^[1-5][0-9]{2}$/.test(status)) return [[Number(status), response]];
    throw document.problem(responses, status, `${status} is no status`, "give each response one status, such as 400");
  });
}
