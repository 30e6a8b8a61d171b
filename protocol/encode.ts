import type { JsonObject, JsonValue } from "../spec/json/json.ts";
import type { InputLocation, Operation } from "../spec/contract/operation.ts";
import type { Header, WireRequest } from "./exchange.ts";
import { pathLabel, percentEncoded } from "./path-label.ts";

const JSON_CONTENT: Header = ["content-type", "application/json"];

/**
 * Puts an input where restJson1 wants it: labels into the path, query members into the query, the rest into a JSON
 * body. Answers undefined when the input has a value that the path or the query cannot carry.
 */
export function encodeInput(operation: Operation, input: JsonObject): WireRequest | undefined {
  const path = encodePath(operation, input);
  const query = encodeQuery(operation, input);
  if (path === undefined || query === undefined) return undefined;
  const target = query === "" ? path : `${path}?${query}`;
  if (!operation.members.some((member) => member.in === "body")) {
    return { method: operation.method, path: target, headers: [] };
  }
  const body = Buffer.from(JSON.stringify(bodyOf(operation, input)));
  return { method: operation.method, path: target, headers: [JSON_CONTENT], body };
}

function bodyOf(operation: Operation, input: JsonObject): JsonObject {
  const elsewhere = operation.members.filter((member) => member.in !== "body").map((member) => member.name);
  if (elsewhere.length === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => !elsewhere.includes(name)));
}

function encodePath(operation: Operation, input: JsonObject): string | undefined {
  let path = operation.path;
  for (const { name, wireName } of membersIn(operation, "path")) {
    const value = input[name];
    if (typeof value !== "string" || value === "") return undefined;
    path = path.split(`{${wireName}}`).join(pathLabel(value));
  }
  return path;
}

function encodeQuery(operation: Operation, input: JsonObject): string | undefined {
  const pairs: string[] = [];
  for (const { name, wireName } of membersIn(operation, "query")) {
    const value = input[name];
    if (value === undefined || value === null) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      const text = queryText(item);
      if (text === undefined) return undefined;
      pairs.push(`${percentEncoded(wireName)}=${percentEncoded(text)}`);
    }
  }
  return pairs.join("&");
}

function queryText(value: JsonValue): string | undefined {
  return typeof value === "object" ? undefined : String(value);
}

function membersIn(operation: Operation, location: InputLocation): Operation["members"] {
  return operation.members.filter((member) => member.in === location);
}
