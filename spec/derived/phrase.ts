import { code, series } from "#spec/prose.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";

/** What a schema pointer names: `` `connectorConfig.roleArn` ``, `` key of `tags` `` with its article, or the request. */
export interface NamedPart {
  readonly article: "" | "a " | "an ";
  readonly noun: string;
}

const PARTS: Readonly<Record<string, NamedPart>> = {
  propertyNames: { article: "a ", noun: "key" },
  additionalProperties: { article: "a ", noun: "value" },
  items: { article: "an ", noun: "item" },
};

/** Puts a pointer into an operation's input schema into words. */
export function namedPartOf(pointer: string): NamedPart {
  const tokens = pointerTokens(pointer);
  let named: NamedPart = { article: "a ", noun: "request" };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? "";
    const part = PARTS[token];
    if (token === "properties") named = memberOf(named, tokens[(index += 1)] ?? "");
    else if (part !== undefined) named = { ...part, noun: `${part.noun} of ${named.article}${named.noun}` };
  }
  return named;
}

function memberOf({ article, noun }: NamedPart, member: string): NamedPart {
  if (noun === "request") return { article: "", noun: code(member) };
  const dotted = article === "" && noun.endsWith("`");
  return { article: "", noun: dotted ? `${noun.slice(0, -1)}.${member}\`` : `${code(member)} of ${article}${noun}` };
}

const TYPES: Readonly<Record<JsonType, string>> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  object: "an object",
  array: "an array",
  null: "null",
};

/** `an object`, or `a string or an integer`; null is left out. */
export function typePhrase(schema: JsonSchema): string {
  const types = [schema.type ?? []].flat().filter((type) => type !== "null");
  return types.length === 0
    ? "a value"
    : series(
        types.map((type) => TYPES[type]),
        "or",
      );
}
