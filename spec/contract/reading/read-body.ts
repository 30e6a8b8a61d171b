import { checkSchema } from "./check-schema.ts";
import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { jsonContentSchema, onlyContent } from "./json-content.ts";
import type { InputMember } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** The member that is the whole body, where `x-payload` names one. */
export function readPayload(document: DereferencedDocument, node: JsonObject): InputMember | undefined {
  const request = node["requestBody"];
  if (!isJsonObject(request) || typeof request["x-payload"] !== "string") return undefined;
  const content = onlyContent(request);
  if (content === undefined) {
    throw document.problem(
      request,
      "content",
      "not one media type with a schema",
      "describe the payload under its own",
    );
  }
  checkSchema(document, content.schema, "request");
  const name = request["x-payload"];
  return { name, in: "payload", wireName: name, required: request["required"] === true, ...content };
}

/** The JSON body of members. */
export function readBody(document: DereferencedDocument, node: JsonObject): JsonObject | undefined {
  const request = node["requestBody"];
  if (request === undefined) return undefined;
  const schema = jsonContentSchema(request);
  if (schema === undefined) {
    throw document.problem(node, "requestBody", "no schema for application/json", "describe the body under that type");
  }
  checkSchema(document, schema, "request");
  if (schema["type"] !== "object" || !isJsonObject(schema["properties"])) {
    throw document.problem(schema, undefined, "the body is not an object with properties", "restJson1 bodies are");
  }
  return schema;
}

export function bodyMembers(
  document: DereferencedDocument,
  body: JsonObject,
  bound: readonly InputMember[],
): InputMember[] {
  const { properties = {}, required = [] } = body as JsonSchema;
  return Object.entries(properties).map(([name, schema]) => {
    if (bound.some((member) => member.name === name)) {
      throw document.problem(body, "properties", `${name} is a parameter too`, "bind each member to one place");
    }
    return { name, in: "body" as const, wireName: name, required: required.includes(name), schema };
  });
}
