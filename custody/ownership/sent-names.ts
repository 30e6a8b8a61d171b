import { isJsonObject, type JsonObject } from "../../spec/json/json.ts";

const NAME_MEMBER = /"name"\s*:\s*("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)/g;

export interface SentNames {
  /** The name as a JSON parser reads it; a value that is no string counts as its text. */
  readonly name: string | undefined;
  /** Every name that a server might find, one that takes malformed JSON or the first of two members included. */
  readonly candidates: readonly string[];
}

/** The names that a request may create a cluster under, by the text of its body, and by its input where that is read. */
export function sentNames(text: string, input?: JsonObject): SentNames {
  const candidates = new Set<string>();
  const name = nameIn(input ?? parsed(text));
  if (name !== undefined) candidates.add(name);
  for (const [, token = ""] of text.matchAll(NAME_MEMBER)) candidates.add(unquote(token));
  return { name, candidates: [...candidates] };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isJsonObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function nameIn(input: JsonObject | undefined): string | undefined {
  const name = input?.["name"];
  return name === undefined || typeof name === "string" ? name : JSON.stringify(name);
}

function unquote(token: string): string {
  if (!token.startsWith('"')) return token;
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}
