import { isJsonObject, type JsonObject } from "#spec/json/json.ts";

/** `document` is one of this project's own making out of a model; `openapi` is any other, or no model at all. */
export type ModelForm = "smithy" | "botocore" | "document" | "openapi";

/** What form a JSON object is in. */
export function modelForm(json: JsonObject): ModelForm {
  if (typeof json["smithy"] === "string" && isJsonObject(json["shapes"])) return "smithy";
  if (isJsonObject(json["metadata"]) && isJsonObject(json["operations"]) && isJsonObject(json["shapes"]))
    return "botocore";
  return json["x-authority"] === "model" ? "document" : "openapi";
}
