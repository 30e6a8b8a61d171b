import { isJsonObject, type JsonObject } from "#spec/json/json.ts";

/** The schema of a request body's or a response's JSON content, where it has one. */
export function jsonContentSchema(carrier: unknown): JsonObject | undefined {
  const content = isJsonObject(carrier) ? carrier["content"] : undefined;
  const json = isJsonObject(content) ? content["application/json"] : undefined;
  return isJsonObject(json) && isJsonObject(json["schema"]) ? json["schema"] : undefined;
}

/** The one media type of a body and the schema under it; undefined where there is none, or several. */
export function onlyContent(
  carrier: JsonObject,
): { readonly mediaType: string; readonly schema: JsonObject } | undefined {
  const [entry, ...others] = Object.entries(isJsonObject(carrier["content"]) ? carrier["content"] : {});
  const schema = isJsonObject(entry?.[1]) ? entry[1]["schema"] : undefined;
  if (entry === undefined || others.length > 0 || !isJsonObject(schema)) return undefined;
  return { mediaType: entry[0], schema };
}
