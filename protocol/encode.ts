import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { InputBinding, InputMember, Operation } from "#spec/contract/operation.ts";
import type { Header, WireRequest } from "./exchange.ts";
import { encodeHeaders } from "./values/header-values.ts";
import { headerValue } from "./headers.ts";
import { pathLabel } from "./path-label.ts";
import { encodeQuery } from "./query.ts";
import { hasType, textOf } from "./values/text-values.ts";

/**
 * Puts an input where restJson1 wants it: labels into the path, members into query and headers, the rest into a JSON
 * body, or one of them into the body as it is. Answers undefined when the input has a value that its place in the
 * request cannot carry; an empty label is such a value, unless `emptyLabels`: then the path ends before it.
 */
export function encodeInput(
  operation: Operation,
  input: JsonObject,
  { emptyLabels = false }: { readonly emptyLabels?: boolean } = {},
): WireRequest | undefined {
  const path = encodePath(operation, input, emptyLabels);
  const query = encodeQuery(operation, input);
  const bound = encodeHeaders(operation.members, input);
  if (path === undefined || query === undefined || bound === undefined) return undefined;
  const target = { method: operation.method, path: query === "" ? path : `${path}?${query}` };
  const content = encodeBody(operation, input);
  if (content === undefined) return { ...target, headers: bound };
  const typed = headerValue(bound, "content-type") !== undefined;
  const headers: Header[] = typed ? bound : [...bound, ["content-type", content.mediaType]];
  return { ...target, headers, body: content.body };
}

interface EncodedBody {
  readonly mediaType: string;
  readonly body: Buffer;
}

function encodeBody(operation: Operation, input: JsonObject): EncodedBody | undefined {
  const payload = operation.members.find((member) => member.in === "payload");
  if (payload !== undefined) return encodePayload(payload, input[payload.name]);
  if (!operation.members.some((member) => member.in === "body")) return undefined;
  return { mediaType: "application/json", body: Buffer.from(JSON.stringify(bodyOf(operation, input))) };
}

/** Without a value there is no body, but for a structure: that is an empty object. */
function encodePayload(
  { schema, mediaType = "application/json" }: InputMember,
  value: JsonValue | undefined,
): EncodedBody | undefined {
  const isJson = mediaType === "application/json";
  const given = value ?? (schema.properties !== undefined && schema["x-union"] !== true ? {} : undefined);
  if (given === undefined) return undefined;
  return { mediaType, body: Buffer.from(isJson ? JSON.stringify(given) : (textOf(given) ?? JSON.stringify(given))) };
}

function bodyOf(operation: Operation, input: JsonObject): JsonObject {
  const elsewhere = operation.members.filter((member) => member.in !== "body").map((member) => member.name);
  if (elsewhere.length === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => !elsewhere.includes(name)));
}

function encodePath(operation: Operation, input: JsonObject, emptyLabels: boolean): string | undefined {
  let path = operation.path;
  for (const member of membersIn(operation, "path")) {
    const value = input[member.name];
    const isText = typeof value === "string" || !hasType(member.schema, "string");
    const text = isText ? textOf(value) : undefined;
    if (text === undefined || (text === "" && !emptyLabels)) return undefined;
    // A greedy label holds slashes as they are.
    path = path.split(`{${member.wireName}+}`).join(text.split("/").map(pathLabel).join("/"));
    path = path.split(`{${member.wireName}}`).join(pathLabel(text));
  }
  return path;
}

function membersIn(operation: Operation, binding: InputBinding): Operation["members"] {
  return operation.members.filter((member) => member.in === binding);
}
