import { definedMembers } from "../../json/defined-members.ts";
import type { JsonObject } from "../../json/json.ts";
import type { Member, ModelOperation } from "../service-model.ts";
import { note, type Conversion, type Site } from "./conversion.ts";
import { memberSchema } from "./schema-of-shape.ts";

const PLACES = {
  label: "path",
  query: "query",
  "query-params": "query",
  header: "header",
  "prefix-headers": "header",
} as const;

type ParameterBinding = keyof typeof PLACES;

/** A member outside the body. A map in the query is OpenAPI's way to say parameters of any name. */
export function parameterObject(
  conversion: Conversion,
  { name: operation }: ModelOperation,
  member: Member,
): JsonObject {
  const binding = member.binding as ParameterBinding;
  const { name, wireName = name, required } = member;
  const place = PLACES[binding];
  return definedMembers({
    name: wireName,
    in: place,
    required: required === true || place === "path" ? true : undefined,
    // Headers always say it: one that begins with x-amz- and doesn't is taken for the signer's.
    "x-member": place === "header" || name !== wireName ? name : undefined,
    "x-prefix": binding === "prefix-headers" ? true : undefined,
    schema: parameterSchema(conversion, member, { operation, usage: "request", place: textPlace(binding) }),
  });
}

function textPlace(binding: ParameterBinding): "text" | "header" {
  return PLACES[binding] === "header" ? "header" : "text";
}

function parameterSchema(
  conversion: Conversion,
  member: Member,
  site: Pick<Site, "operation" | "usage" | "place">,
): JsonObject {
  const schema = memberSchema(conversion, member, { ...site, nullable: false, depth: 0 });
  if (schema !== undefined) return schema;
  note(conversion, site, `${member.name} has no end`);
  return {};
}
