import { pointerTokens } from "../../../spec/json/json-pointer.ts";
import { type HurlText, quotedText } from "./hurl-text.ts";

/** `jsonpath "…"`: what a JSON pointer names in an answer. */
export function jsonQuery(pointer: string): string {
  return `jsonpath ${quotedText(jsonPath("$", pointer))}`;
}

/** RFC 9535: the place of a JSON pointer below a root. Digits are an index. */
export function jsonPath(root: string, pointer: string): string {
  return root + pointerTokens(pointer).map(segment).join("");
}

function segment(token: string): string {
  if (/^(0|[1-9]\d{0,8})$/.test(token)) return `[${token}]`;
  return /^[A-Za-z_]\w*$/.test(token) ? `.${token}` : `[${literal(token)}]`;
}

/** A text as a string of a path's. */
export function literal(text: string): string {
  return `'${text.toWellFormed().replace(/[^ -~]|['\\]/gu, unicode)}'`;
}

/** The same of a text with variables in it, whose values have neither quotes nor controls. */
export function literalPieces(pieces: readonly HurlText[]): HurlText[] {
  return pieces.map((piece) => (typeof piece === "string" ? literal(piece).slice(1, -1) : piece));
}

function unicode(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}
