import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { percentEncoded } from "./path-label.ts";
import { hasType, scalarOf, textOf } from "./values/text-values.ts";

/**
 * The query string of an input, without its question mark: what always stands there, members by name, lists by
 * repetition, and the entries of maps whose names no member has. Undefined where a value can't stand in a query.
 */
export function encodeQuery(operation: Operation, input: JsonObject): string | undefined {
  const named = operation.members.filter((member) => member.in === "query");
  const given = named.map(({ name, wireName }) => [wireName, input[name]] as const);
  const taken = new Set(named.filter(({ name }) => input[name] !== undefined).map(({ wireName }) => wireName));
  const maps = operation.members.filter((member) => member.in === "query-params").map(({ name }) => input[name] ?? {});
  if (!maps.every(isJsonObject)) return undefined;
  const others = maps.flatMap((map) => Object.entries(map)).filter(([name]) => !taken.has(name));
  const pairs = [...given, ...others].flatMap(([name, value]) => pairsOf(name, value));
  if (!pairs.every((pair) => pair !== undefined)) return undefined;
  return [...(operation.query === "" ? [] : [operation.query]), ...pairs].join("&");
}

function pairsOf(name: string, value: JsonValue | undefined): (string | undefined)[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => {
    const text = textOf(item);
    return text === undefined ? undefined : `${percentEncoded(name)}=${percentEncoded(text)}`;
  });
}

/**
 * A query string as restJson1 reads it into an operation's input: typed members, lists by repetition. What no member is
 * named like goes into the map of parameters, where the operation has one, and else stays by its own name.
 */
export function decodeQuery(operation: Operation, query: string): JsonObject {
  const input: JsonObject = {};
  const rest = operation.members.find((member) => member.in === "query-params");
  const others: JsonObject = {};
  const constant = new Set(new URLSearchParams(operation.query).keys());
  for (const [wireName, text] of new URLSearchParams(query)) {
    const member = operation.members.find((candidate) => candidate.in === "query" && candidate.wireName === wireName);
    if (member !== undefined) input[member.name] = withText(input[member.name], member.schema, text);
    else if (rest === undefined) input[wireName] = text;
    else if (!constant.has(wireName)) others[wireName] = withText(others[wireName], entriesOf(rest.schema), text);
  }
  return rest === undefined || Object.keys(others).length === 0 ? input : { ...input, [rest.name]: others };
}

function withText(before: JsonValue | undefined, schema: JsonSchema, text: string): JsonValue {
  if (!hasType(schema, "array")) return scalarOf(schema, text);
  return [...(Array.isArray(before) ? before : []), scalarOf(schema.items ?? {}, text)];
}

function entriesOf({ additionalProperties }: JsonSchema): JsonSchema {
  return typeof additionalProperties === "object" ? additionalProperties : {};
}
