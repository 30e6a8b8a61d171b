import { childPointer } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

const PLACEHOLDER = /\$([A-Za-z][A-Za-z-]*)(\.arn)?/g;

/** What stands for something in every table: a fresh name, and the role that the target has. */
export const ALWAYS_KNOWN: readonly string[] = ["new", "roleArn"];

/** The names of the placeholders in a value, each once: `new`, `cluster`, `cluster.arn`. */
export function placeholdersIn(value: JsonValue): string[] {
  const found = new Set<string>();
  fill(value, (name) => {
    found.add(name);
    return undefined;
  });
  return [...found];
}

/** Where a value is nothing but this placeholder, as a JSON pointer; undefined where it is nowhere. */
export function placeOf(placeholder: string, value: JsonValue, at = ""): string | undefined {
  if (typeof value === "string") return value === `$${placeholder}` ? at : undefined;
  if (!isJsonObject(value)) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = placeOf(placeholder, member, childPointer(at, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name of the kind of resource that a placeholder is about: `cluster` for `cluster` and `cluster.arn`. */
export function resourceNameOf(placeholder: string): string {
  return placeholder.replace(/\.arn$/, "");
}

/**
 * The same value, each placeholder replaced by what it stands for. A text that is nothing but a placeholder becomes the
 * value itself, whatever its type; within a text, the value's text. Undefined where one stands for nothing.
 */
export function filled(value: JsonObject, valueOf: (name: string) => JsonValue | undefined): JsonObject | undefined {
  let complete = true;
  const result = fill(value, (name) => {
    const known = valueOf(name);
    if (known === undefined) complete = false;
    return known;
  });
  return complete && isJsonObject(result) ? result : undefined;
}

function fill(value: JsonValue, valueOf: (name: string) => JsonValue | undefined): JsonValue {
  if (typeof value === "string") return fillText(value, valueOf);
  if (Array.isArray(value)) return value.map((item) => fill(item, valueOf));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member, valueOf)]));
}

function fillText(text: string, valueOf: (name: string) => JsonValue | undefined): JsonValue {
  // Hardly any text has a placeholder.
  if (!text.includes("$")) return text;
  const [whole] = text.matchAll(PLACEHOLDER);
  if (whole !== undefined && whole[0] === text) return valueOf(nameOf(whole)) ?? text;
  return text.replace(PLACEHOLDER, (...match) => {
    const value = valueOf(nameOf(match as unknown as RegExpMatchArray));
    return typeof value === "string" ? value : String(match[0]);
  });
}

function nameOf(match: RegExpMatchArray): string {
  return `${match[1] ?? ""}${match[2] ?? ""}`;
}
