/** A text in a Hurl file: as it stands, or the value that a variable has when the file is run. */
export type HurlText = string | { readonly variable: string };

/** The places of a value, and what of ASCII means something else there. Nothing beyond ASCII stands as it is anywhere. */
const MEANT = {
  /** After a method, a header's name or an option's: to the end of the line, or to a comment. */
  line: /[^!-~]|[\\#]/,
  /** Between double quotes. */
  quoted: /[^ -~]|[\\"]/,
  /** Between backticks: a body of one line. */
  body: /[^ -~]|[\\`]/,
} as const;

/** A value to the end of a line. */
export function lineText(pieces: readonly HurlText[]): string {
  // A space in the middle is a space; one at either end would be cut off.
  return written(pieces, MEANT.line)
    .replaceAll("\\u{20}", " ")
    .replace(/^ +| +$/g, (all) => "\\u{20}".repeat(all.length));
}

/** A value between double quotes, which come with it. */
export function quotedText(...pieces: readonly HurlText[]): string {
  return `"${written(pieces, MEANT.quoted)}"`;
}

/** A body, byte for byte: a text on one line where it is UTF-8, or else base64. */
export function bodyLine(body: readonly HurlText[] | Uint8Array): string {
  if (body instanceof Uint8Array) return `base64,${Buffer.from(body).toString("base64")};`;
  return `\`${written(body, MEANT.body)}\``;
}

/**
 * Two braces begin a template: of braces in a row only the last stands as it is, and none before a variable. What Hurl's
 * grammar has no form for, half of a surrogate pair, becomes U+FFFD, as it does in UTF-8.
 */
function written(pieces: readonly HurlText[], meant: RegExp): string {
  const texts = pieces.map((piece) => {
    if (typeof piece !== "string") return `{{${piece.variable}}}`;
    return Array.from(piece.toWellFormed(), (one) => (meant.test(one) ? escaped(one) : one)).join("");
  });
  // Backwards, so that each knows what comes after it.
  let after = "";
  const apart = texts.map((_, index) => {
    const at = texts.length - 1 - index;
    const text = texts[at] ?? "";
    const own = isVariable(pieces[at]) ? text : bracesApart(text, after.startsWith("{"));
    if (text !== "") after = text;
    return own;
  });
  return apart.toReversed().join("");
}

function isVariable(piece: HurlText | undefined): boolean {
  return typeof piece === "object";
}

/** A brace of an escape stands between a `u` and a digit, never beside another. */
function bracesApart(text: string, isBeforeBrace: boolean): string {
  const apart = text.replace(/\{(?=\{)/g, "\\u{7b}");
  return isBeforeBrace && apart.endsWith("{") ? `${apart.slice(0, -1)}\\u{7b}` : apart;
}

function escaped(character: string): string {
  if (/[\\"`#]/.test(character)) return `\\${character}`;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
