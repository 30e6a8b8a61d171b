import { definedMembers } from "#spec/json/defined-members.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Member, ModelOperation, Shape } from "#spec/models/service-model.ts";
import type { Conversion, SchemaUse } from "./conversion.ts";
import { contentOf } from "./payload-content.ts";
import { schemaOfMember, structureSchema } from "./schema-of-shape.ts";

/** The success response of an operation and its errors, by status. */
export function responseObjects(conversion: Conversion, operation: ModelOperation): JsonObject {
  const use = { operation: operation.name, usage: "response", nullable: true, depth: 0, form: "json" } as const;
  const responses: JsonObject = { [operation.status]: successObject(conversion, operation, use) };
  const errors = operation.errors.flatMap((key) => conversion.model.shapes.get(key) ?? []);
  for (const status of new Set(errors.map(({ errorStatus }) => errorStatus ?? 400))) {
    const ofStatus = errors.filter(({ errorStatus = 400 }) => errorStatus === status);
    responses[status] = errorObject(conversion, ofStatus, use);
  }
  return responses;
}

function successObject(conversion: Conversion, { output, status }: ModelOperation, use: SchemaUse): JsonObject {
  const shape = conversion.model.shapes.get(output ?? "");
  const description = "Done.";
  if (shape === undefined) return { description };
  const members = shape.members ?? [];
  const statusMember = members.find(({ binding }) => binding === "status");
  const payload = members.find(({ binding }) => binding === "payload");
  return definedMembers({
    description,
    ...headersOf(conversion, members, use),
    "x-status-member": statusMember?.name,
    ...(payload === undefined
      ? jsonBody(conversion, shape, status, use)
      : { "x-payload": payload.name, content: contentOf(conversion, payload, use) }),
  });
}

/** A response of status 204 has no body, whatever its shape. */
function jsonBody(conversion: Conversion, shape: Shape, status: number, use: SchemaUse): JsonObject {
  if (status === 204) return {};
  return { content: { "application/json": { schema: bodySchema(conversion, shape, use) } } };
}

/** Errors may stand for several of one status. */
function errorObject(conversion: Conversion, errors: readonly Shape[], use: SchemaUse): JsonObject {
  const schemas = errors.map((error) => {
    const name = `Error.${error.name}`;
    conversion.components.set(name, { "x-error": error.name, ...bodySchema(conversion, error, use) });
    return { $ref: `#/components/schemas/${name}` };
  });
  const [only, ...others] = schemas;
  const schema: JsonObject = only !== undefined && others.length === 0 ? only : { anyOf: schemas };
  return {
    description: errors.map(({ name }) => name).join(", "),
    ...headersOf(
      conversion,
      errors.flatMap(({ members = [] }) => members),
      use,
    ),
    content: { "application/json": { schema } },
  };
}

function bodySchema(conversion: Conversion, shape: Shape, use: SchemaUse): JsonObject {
  const inBody = (shape.members ?? []).filter(({ binding }) => !isElsewhere(binding));
  return structureSchema(conversion, shape, inBody, { ...use, nullable: false });
}

/** Labels and query parameters mean nothing in a response: there the members are in the body. */
function isElsewhere(binding: Member["binding"]): boolean {
  return binding === "header" || binding === "prefix-headers" || binding === "status" || binding === "payload";
}

function headersOf(conversion: Conversion, members: readonly Member[], use: SchemaUse): JsonObject {
  const bound = members.filter(({ binding }) => binding === "header" || binding === "prefix-headers");
  if (bound.length === 0) return {};
  const headers = bound.map((member): [string, JsonObject] => {
    const schema = schemaOfMember(conversion, member, { ...use, form: "header" }) ?? {};
    const prefix = member.binding === "prefix-headers" ? true : undefined;
    const header = definedMembers({ "x-member": member.name, "x-prefix": prefix, schema });
    return [member.wireName ?? member.name, header];
  });
  return { headers: Object.fromEntries(headers) };
}
