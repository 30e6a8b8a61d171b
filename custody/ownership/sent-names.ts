import { isJsonObject, type JsonObject } from "#spec/json/json.ts";

/** What follows the name of a member whose value is neither a list nor an object. */
const VALUE = /\s*:\s*("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)/y;

export interface SentNames {
  /** The name as a JSON parser reads it; a value that is no string counts as its text. */
  readonly name: string | undefined;
  /** Every name that a server might find, one that takes malformed JSON or the first of two members included. */
  readonly candidates: readonly string[];
}

interface NameSent {
  /** The member that has the name. */
  readonly member: string;
  /** The request's, where that is read. */
  readonly input?: JsonObject | undefined;
}

/** The names that a request may create something under, by the text of its body, and by its input. */
export function sentNames(text: string, { member, input }: NameSent): SentNames {
  const candidates = new Set<string>();
  const name = nameIn(member, input ?? parsed(text));
  if (name !== undefined) candidates.add(name);
  for (const token of valuesOf(text, member)) candidates.add(unquote(token));
  return { name, candidates: [...candidates] };
}

/** Each value that a text gives a member, as it is written there, be the text JSON or not. */
export function* valuesOf(text: string, member: string): Iterable<string> {
  const quoted = JSON.stringify(member);
  for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1)) {
    VALUE.lastIndex = at + quoted.length;
    const [, token] = VALUE.exec(text) ?? [];
    if (token !== undefined) yield token;
  }
}

function parsed(text: string): JsonObject | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isJsonObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function nameIn(member: string, input: JsonObject | undefined): string | undefined {
  const name = input?.[member];
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
