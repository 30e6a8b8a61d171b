import { headerValue, type Header } from "#reference/message.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { InputMember } from "#reference/service/model/operation.ts";
import { readTexts } from "./read-text.ts";
import type { Enforces } from "./input-rule.ts";

/** A member that stands in a header, or in all of those that begin with a prefix. */
export function readHeaders(
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
