import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Header } from "#protocol/exchange.ts";
import { hasType, scalarOf, textOf } from "./text-values.ts";

/** A member that headers carry: of an input, of an answer, or of an error. */
export interface HeaderMember {
  readonly name: string;
  readonly in: string;
  readonly wireName: string;
  readonly schema: JsonSchema;
}

/** The headers of the members that are bound to some; undefined where a value can't stand in a header. */
export function encodeHeaders(members: readonly HeaderMember[], input: JsonObject): Header[] | undefined {
  const headers = members.flatMap((member): (Header | undefined)[] => {
    const value = input[member.name];
    if (value === undefined || value === null) return [];
    if (member.in === "header") return [headerOf(member.wireName, value, member.schema)];
    if (member.in !== "prefix-headers") return [];
    if (!isJsonObject(value)) return [undefined];
    return Object.entries(value).map(([key, each]) => headerOf(`${member.wireName}${key}`, each, {}));
  });
  return headers.every((header) => header !== undefined) ? headers : undefined;
}

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible ASCII, with blanks within but not around it. */
const VALUE = /^(?:[!-~](?:[\t -~]*[!-~])?)?$/;

function headerOf(name: string, value: JsonValue, schema: JsonSchema): Header | undefined {
  const text = Array.isArray(value) ? listText(value, schema.items ?? {}) : textOf(value);
  return text !== undefined && NAME.test(name) && VALUE.test(text) ? [name, text] : undefined;
}

function listText(list: readonly JsonValue[], items: JsonSchema): string | undefined {
  const texts = list.map(textOf);
  if (!texts.every((text) => text !== undefined)) return undefined;
  // The comma of a date does not part one from the next.
  const isDate = items["x-timestamp"] !== undefined;
  return texts.map((text) => (isDate ? text : quotedWhereNeeded(text))).join(", ");
}

function quotedWhereNeeded(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll(/["\\]/g, "\\$&")}"` : text;
}

/** What the headers of a message say of the members that are bound to some. */
export function decodeHeaders(members: readonly HeaderMember[], headers: readonly Header[]): JsonObject {
  const decoded = members.flatMap(({ name, in: at, wireName, schema }): [string, JsonValue][] => {
    if (at === "prefix-headers") {
      const map = entriesOf(headers, wireName.toLowerCase());
      return map.length === 0 ? [] : [[name, Object.fromEntries(map)]];
    }
    const found = at === "header" ? headers.filter(([header]) => header.toLowerCase() === wireName.toLowerCase()) : [];
    const text = found.map(([, value]) => value).join(", ");
    return found.length === 0 ? [] : [[name, hasType(schema, "array") ? listOf(schema, text) : scalarOf(schema, text)]];
  });
  return Object.fromEntries(decoded);
}

function entriesOf(headers: readonly Header[], prefix: string): [string, string][] {
  return headers.flatMap(([name, value]) =>
    name.toLowerCase().startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );
}

/** Quoted items, with what is escaped in them, or plain ones; those of HTTP dates have a comma of their own. */
function listOf({ items = {} }: JsonSchema, text: string): JsonValue[] {
  const item = items["x-timestamp"] === "http-date" ? /[^,]+,[^,]+/g : /"(?:[^"\\]|\\.)*"|[^",\s](?:[^,]*[^,\s])?/g;
  return [...text.matchAll(item)].map(([found]) => scalarOf(items, unquoted(found.trim())));
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll(/\\(.)/g, "$1") : text;
}
