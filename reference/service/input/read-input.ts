import type { Call } from "#reference/behaviours.ts";
import { queryOf } from "#reference/wire/query.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { InputMember } from "#reference/service/model/operation.ts";
import type { Unread } from "#reference/service/habits.ts";
import type { Route } from "#reference/service/model/find-route.ts";
import { readBody } from "./read-body.ts";
import { readText, readTexts } from "./read-text.ts";
import { readValue, type TypedReading } from "./read-value.ts";
import { headerValue, type Header } from "#reference/message.ts";
import type { Enforces } from "./input-rule.ts";

/** A member that stands in a header, or in all of those that begin with a prefix. */
function readHeaders(
  headers: readonly Header[],
  { name, shape, binding }: InputMember,
  enforces: Enforces,
): JsonValue | undefined {
  if (binding.in === "prefix-headers") return withPrefix(headers, binding.name);
  const text = headerValue(headers, binding.name);
  if (text === undefined) return undefined;
  const texts = shape.kind === "list" ? text.split(",").map((item) => item.trim()) : [text];
  return readTexts(texts, shape, { at: `/${name}`, path: `/${name}` }, enforces);
}

function withPrefix(headers: readonly Header[], prefix: string): JsonValue | undefined {
  const found = headers
    .filter(([name]) => name.toLowerCase().startsWith(prefix))
    .map(([name, value]): [string, string] => [name.slice(prefix.length), value]);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** The input by the model's names, of the right types. Throws SerializationException. */
export function readInput(
  call: Call,
  route: Route,
  { unread, ...reading }: TypedReading & { readonly unread: Unread | undefined },
): JsonObject {
  const { input } = route.operation;
  const query = queryOf(call);
  const body = readBody(call, input, unread);
  const read = input.flatMap((member): [string, JsonValue][] => {
    const value = readMember(member, { call, route, query, body, reading });
    return value === undefined ? [] : [[member.name, value]];
  });
  return Object.fromEntries(read);
}

interface RequestParts {
  readonly call: Call;
  readonly route: Route;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly reading: TypedReading;
}

function readMember(member: InputMember, sources: RequestParts): JsonValue | undefined {
  const { call, route, query, body, reading } = sources;
  const { enforces } = reading;
  const { binding, shape } = member;
  const spot = { at: `/${member.name}`, path: `/${member.name}` };
  switch (binding.in) {
    case "label":
      return readText(call.behaviours.percentDecode(route.labels.get(binding.name) ?? "", call), shape, spot, enforces);
    case "query": {
      const texts = query.filter(([name]) => name === binding.name).map(([, value]) => value);
      return texts.length === 0 ? undefined : readTexts(texts, shape, spot, enforces);
    }
    case "query-params":
      return Object.fromEntries(query.filter(([name]) => !isTaken(name, route)));
    case "header":
    case "prefix-headers":
      return readHeaders(call.request.headers, member, enforces);
    case "payload":
    case "body": {
      const value = Object.hasOwn(body, binding.name) ? (body[binding.name] ?? undefined) : undefined;
      return value === undefined ? undefined : readValue(value, shape, spot, reading);
    }
  }
}

function isTaken(parameter: string, { operation }: Route): boolean {
  return operation.input.some(({ binding }) => binding.in === "query" && binding.name === parameter);
}
