import type { JsonObject } from "#spec/json/json.ts";
import { shapeOf, type Member } from "#spec/models/service-model.ts";
import type { Conversion, SchemaUse } from "./conversion.ts";
import { schemaOfMember } from "./schema-of-shape.ts";

/** The content of a body that is one member: text and bytes as they are, everything else as JSON. */
export function contentOf(conversion: Conversion, member: Member, use: SchemaUse): JsonObject {
  const { type, mediaType } = shapeOf(conversion.model, member);
  if (type === "blob") {
    const schema = {
      type: use.nullable ? ["string", "null"] : "string",
      contentMediaType: "application/octet-stream",
    };
    return { [mediaType ?? "application/octet-stream"]: { schema } };
  }
  const schema = schemaOfMember(conversion, member, use) ?? {};
  return { [mediaType ?? (type === "string" ? "text/plain" : "application/json")]: { schema } };
}
