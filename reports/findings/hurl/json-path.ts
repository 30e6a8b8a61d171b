import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { type HurlText, quotedText } from "./hurl-text.ts";

/** `jsonpath "…"`: what a JSON pointer names in an answer. */
export function jsonQuery(pointer: string, answer?: JsonValue): string {
  return `jsonpath ${quotedText(jsonPath("$", pointer, answer))}`;
}

/** RFC 9535: the place of a JSON pointer below a root. Digits are an index, but where the answer has an object there. */
export function jsonPath(root: string, pointer: string, answer?: JsonValue): string {
  let above = answer;
  const segments = pointerTokens(pointer).map((token) => {
    const written = segment(token, isJsonObject(above));
    above = above === undefined ? undefined : valueAt(above, childPointer("", token));
    return written;
  });
  return root + segments.join("");
}

function segment(token: string, isName: boolean): string {
  if (!isName && /^(0|[1-9]\d{0,8})$/.test(token)) return `[${token}]`;
  return /^[A-Za-z_]\w*$/.test(token) ? `.${token}` : `[${literal(token)}]`;
}

/** A text as a string of a path's. */
export function literal(text: string): string {
  return `'${text.toWellFormed().replace(/[\p{Cc}'\\]/gu, unicode)}'`;
}

/** The same of a text with variables in it, whose values have neither quotes nor controls. */
export function literalPieces(pieces: readonly HurlText[]): HurlText[] {
  return pieces.map((piece) => (typeof piece === "string" ? literal(piece).slice(1, -1) : piece));
}

/** Hurl has no form for pairs of these: what is beyond U+FFFF stands as it is, as anything that is no control may. */
function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
