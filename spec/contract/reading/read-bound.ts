import { checkSchema } from "./check-schema.ts";
import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { onlyContent } from "./json-content.ts";
import { nameOf } from "./name-forms.ts";
import type { OutputMember } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/**
 * The members of an answer that its JSON body does not hold. Only documents made from a model name any: a header of
 * others has no `x-member`.
 */
export function readBound(document: DereferencedDocument, response: JsonValue): OutputMember[] {
  if (!isJsonObject(response)) return [];
  const { headers, "x-status-member": status, "x-payload": payload } = response;
  const inHeaders = Object.entries(isJsonObject(headers) ? headers : {}).flatMap(([wireName, header]) =>
    isJsonObject(header) ? headerMember(document, wireName, header) : [],
  );
  const content = onlyContent(response);
  return [
    ...inHeaders,
    ...(typeof status === "string" ? [{ name: status, in: "status", wireName: status, schema: {} } as const] : []),
    ...(typeof payload === "string" && content !== undefined
      ? [{ name: payload, in: "payload", wireName: payload, ...content } as const]
      : []),
  ];
}

function headerMember(document: DereferencedDocument, wireName: string, header: JsonObject): OutputMember[] {
  const { schema, "x-member": name } = header;
  if (typeof name !== "string" || !isJsonObject(schema)) return [];
  checkSchema(document, schema, "response");
  if (wireName !== "") nameOf(document, "header", wireName, { holder: header, key: undefined });
  nameOf(document, "member", name, { holder: header, key: "x-member" });
  return [
    { name, in: header["x-prefix"] === true ? "prefix-headers" : "header", wireName, schema: schema as JsonSchema },
  ];
}
