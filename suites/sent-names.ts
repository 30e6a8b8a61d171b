import { isJsonObject } from "../spec/json.ts";
import type { WireRequest } from "../target/exchange.ts";

const NAME_MEMBER = /"name"\s*:\s*("(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)/g;
const decoder = new TextDecoder();

export interface SentNames {
  /** The name as a JSON parser reads it; a value that is no string counts as its text. */
  readonly name: string | undefined;
  /** Every name that a server might find, one that takes malformed JSON or the first of two members included. */
  readonly candidates: readonly string[];
}

/** The names that a request may create a cluster under. */
export function sentNames(request: WireRequest): SentNames {
  if (request.body === undefined) return { name: undefined, candidates: [] };
  const text = decoder.decode(request.body);
  const candidates = new Set<string>();
  const name = parsedName(text);
  if (name !== undefined) candidates.add(name);
  for (const [, token = ""] of text.matchAll(NAME_MEMBER)) candidates.add(unquote(token));
  return { name, candidates: [...candidates] };
}

function parsedName(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (!isJsonObject(body) || body["name"] === undefined) return undefined;
    return typeof body["name"] === "string" ? body["name"] : JSON.stringify(body["name"]);
  } catch {
    return undefined;
  }
}

function unquote(token: string): string {
  if (!token.startsWith('"')) return token;
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}
