import { definedMembers } from "#spec/json/defined-members.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Member, ModelOperation } from "#spec/models/service-model.ts";
import { note, type Conversion, type SchemaUse } from "./conversion.ts";
import { schemaOfMember } from "./schema-of-shape.ts";

const OPENAPI_IN = {
  label: "path",
  query: "query",
  "query-params": "query",
  header: "header",
  "prefix-headers": "header",
} as const;

type ParameterBinding = keyof typeof OPENAPI_IN;

/** A member outside the body. A map in the query is OpenAPI's way to say parameters of any name. */
export function parameterObject(
  conversion: Conversion,
  { name: operation }: ModelOperation,
  member: Member,
): JsonObject {
  const binding = member.binding as ParameterBinding;
  const { name, wireName = name, required } = member;
  const where = OPENAPI_IN[binding];
  return definedMembers({
    name: wireName,
    in: where,
    required: required === true || where === "path" ? true : undefined,
    // Headers always say it: one that begins with x-amz- and doesn't is taken for the signer's.
    "x-member": where === "header" || name !== wireName ? name : undefined,
    "x-prefix": binding === "prefix-headers" ? true : undefined,
    schema: parameterSchema(conversion, member, { operation, usage: "request", form: textForm(binding) }),
  });
}

function textForm(binding: ParameterBinding): "text" | "header" {
  return OPENAPI_IN[binding] === "header" ? "header" : "text";
}

function parameterSchema(
  conversion: Conversion,
  member: Member,
  use: Pick<SchemaUse, "operation" | "usage" | "form">,
): JsonObject {
  const schema = schemaOfMember(conversion, member, { ...use, nullable: false, depth: 0 });
  if (schema !== undefined) return schema;
  note(conversion, use, `${member.name} has no end`);
  return {};
}
