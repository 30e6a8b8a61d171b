import { definedMembers } from "#spec/json/defined-members.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Member, ModelOperation, Shape } from "#spec/models/service-model.ts";
import type { Conversion } from "./conversion.ts";
import { pagesObject } from "./pages-object.ts";
import { parameterObject } from "./parameter-object.ts";
import { contentOf } from "./payload-content.ts";
import { responseObjects } from "./response-objects.ts";
import { hasValues, structureSchema } from "./schema-of-shape.ts";

/** An operation as OpenAPI has it; undefined where its body has no end. */
export function operationObject(conversion: Conversion, operation: ModelOperation): JsonObject | undefined {
  const input = conversion.model.shapes.get(operation.input ?? "");
  const bound = (input?.members ?? []).filter(({ binding }) => binding !== undefined && binding !== "payload");
  const parameters = bound.map((member) => parameterObject(conversion, operation, member));
  const body = input === undefined ? undefined : requestBody(conversion, operation, input);
  if (body === "endless") return undefined;
  return definedMembers({
    operationId: operation.name,
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody: body,
    responses: responseObjects(conversion, operation),
    "x-pages": pagesObject(conversion.model, operation),
    "x-waiters": operation.waiters.length === 0 ? undefined : plain(operation.waiters),
  });
}

function requestBody(
  conversion: Conversion,
  operation: ModelOperation,
  input: Shape,
): JsonObject | "endless" | undefined {
  const members = input.members ?? [];
  const use = { operation: operation.name, usage: "request", nullable: false, depth: 0, form: "json" } as const;
  const payload = members.find(({ binding }) => binding === "payload");
  if (payload !== undefined) {
    const content = contentOf(conversion, payload, { ...use, nullable: payload.required !== true });
    return { ...mustBeThere([payload]), "x-payload": payload.name, content };
  }
  const inBody = members.filter(({ binding }) => binding === undefined);
  if (inBody.length === 0) return undefined;
  const schema = structureSchema(conversion, input, inBody, use);
  if (!hasValues(schema)) return "endless";
  return { ...mustBeThere(inBody), content: { "application/json": { schema } } };
}

function mustBeThere(members: readonly Member[]): JsonObject {
  return members.some(({ required }) => required === true) ? { required: true } : {};
}

/** Data without members that are undefined, as JSON has it. */
function plain(data: unknown): JsonValue {
  return JSON.parse(JSON.stringify(data)) as JsonValue;
}
