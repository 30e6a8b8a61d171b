import { isJsonObject, type JsonObject } from "../json/json.ts";

/** The schema of a request body's or a response's JSON content, where it has one. */
export function jsonContentSchema(carrier: unknown): JsonObject | undefined {
  const content = isJsonObject(carrier) ? carrier["content"] : undefined;
  const json = isJsonObject(content) ? content["application/json"] : undefined;
  return isJsonObject(json) && isJsonObject(json["schema"]) ? json["schema"] : undefined;
}
