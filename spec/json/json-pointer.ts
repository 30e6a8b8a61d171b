import { isJsonObject, type JsonValue } from "./json.ts";

/** RFC 6901: `/a~1b/0` is the member `a/b` and its first element; the empty string is the whole document. */
export function pointerTokens(pointer: string): string[] {
  return pointer.split("/").slice(1).map(unescapeToken);
}

/** The pointer one step below `pointer`. */
export function childPointer(pointer: string, token: string | number): string {
  return `${pointer}/${escapeToken(String(token))}`;
}

/** The pointer to what holds what this one points to. */
export function holderPointer(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** The pointer of a path whose steps stand between dots; an empty path is the whole document. */
export function dottedPointer(path: string): string {
  return path === "" ? "" : path.split(".").reduce(childPointer, "");
}

/** The value that a pointer names, or undefined where the document has none. */
export function valueAt(document: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const token of pointerTokens(pointer)) {
    if (Array.isArray(value)) value = value[Number(token)];
    else value = isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value;
}

/** The pointers to a value and to all that it holds, in the order in which they stand. */
export function pointersIn(value: JsonValue, at = ""): string[] {
  const held = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  return [at, ...held.flatMap(([key, inner]) => pointersIn(inner, childPointer(at, key)))];
}

function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapeToken(token: string): string {
  // Hardly any token has an escape.
  return token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
}
