import type { JsonObject, JsonValue } from "../spec/json/json.ts";
import type { Operation } from "../spec/contract/operation.ts";
import type { JsonSchema, JsonType } from "../spec/contract/schema.ts";

/** A query string as restJson1 reads it into an operation's input: typed members, lists by repetition. */
export function decodeQuery(operation: Operation, query: string): JsonObject {
  const input: JsonObject = {};
  for (const [wireName, text] of new URLSearchParams(query)) {
    const member = operation.members.find((candidate) => candidate.in === "query" && candidate.wireName === wireName);
    const name = member?.name ?? wireName;
    if (member === undefined) input[name] = text;
    else if (hasType(member.schema, "array")) {
      const items = Array.isArray(input[name]) ? input[name] : [];
      input[name] = [...items, decodeScalar(member.schema.items ?? {}, text)];
    } else input[name] = decodeScalar(member.schema, text);
  }
  return input;
}

/** Text that does not spell a value of the member's type stays text, and so breaks `type`. */
function decodeScalar(schema: JsonSchema, text: string): JsonValue {
  if ((hasType(schema, "integer") || hasType(schema, "number")) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (hasType(schema, "boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

function hasType(schema: JsonSchema, type: JsonType): boolean {
  return Array.isArray(schema.type) ? schema.type.includes(type) : schema.type === type;
}
