import type { DocumentedError, Operation, OutputMember } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import type { WireResponse } from "#protocol/exchange.ts";
import { decodeHeaders } from "#protocol/values/header-values.ts";
import { fromWire } from "#protocol/values/model-values.ts";
import { readResponse } from "./reply.ts";

/** An answer as a client hands it to its programmer. */
export interface DecodedAnswer {
  /** Name of the error; undefined for a success. */
  readonly error: string | undefined;
  /** Members by their names in the model. */
  readonly members: JsonObject;
}

/** Reads an answer to an operation, that of an error by its name. An error that the operation has not has no members. */
export function decodeAnswer({ success, errors }: Operation, response: WireResponse): DecodedAnswer {
  if (response.status >= 200 && response.status < 300) {
    return { error: undefined, members: decodeMembers(success, response) };
  }
  const { name } = readResponse(response).error;
  const documented = errors.find((error) => error.name === name);
  return { error: name, members: documented === undefined ? {} : decodeMembers(documented, response) };
}

function decodeMembers(
  { schema, bound }: Pick<DocumentedError, "schema" | "bound">,
  response: WireResponse,
): JsonObject {
  const headers = decodeHeaders(bound, response.headers);
  const schemas: JsonSchema = { properties: Object.fromEntries(bound.map((member) => [member.name, member.schema])) };
  const status = bound.find((member) => member.in === "status");
  const payload = bound.find((member) => member.in === "payload");
  return {
    ...(fromWire(schemas, headers) as JsonObject),
    ...(status === undefined ? {} : { [status.name]: response.status }),
    ...(payload === undefined ? bodyMembers(schema, response) : decodePayload(payload, response)),
  };
}

function bodyMembers(schema: JsonSchema, response: WireResponse): JsonObject {
  const { json } = readResponse(response);
  const members = json === undefined || schema.properties === undefined ? {} : fromWire(schema, json);
  return isJsonObject(members) ? members : {};
}

function decodePayload({ name, schema, mediaType }: OutputMember, response: WireResponse): JsonObject {
  if (response.body.length === 0) return {};
  const isJson = mediaType === undefined || mediaType === "application/json";
  const { json, text } = readResponse(response);
  const value = isJson ? json : text;
  return value === undefined || value === null ? {} : { [name]: fromWire(schema, value) };
}
