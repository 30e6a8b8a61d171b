import { HIDDEN, visibleJson } from "#spec/json/visible-json.ts";

/** A run of text as received, or one character that a reader would not see or would be misled by. */
export interface VisiblePart {
  readonly text: string;
  /** For a hidden character: its name, such as `U+202E`. */
  readonly hidden?: string;
}

/** Splits text so that nothing in it can hide or reorder what stands beside it. Tabs and line feeds stay. */
export function visibleParts(text: string): VisiblePart[] {
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push(hiddenPart(match[0]));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The same as one line of plain text, for the terminal and for Markdown: line feeds and tabs become signs as well. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll("\n", "␊").replaceAll("\t", "␉");
}

function hiddenPart(character: string): VisiblePart {
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (character === "\r") return { text: "\\r", hidden: name };
  return {
    text: code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`,
    hidden: name,
  };
}

/** Colours as a terminal is told them; those alone may pass where colours are wanted. */
// eslint-disable-next-line no-control-regex -- what a terminal is told begins with it
const COLOUR = /\u001b\[(?:1|2|3[1-3]|22|39)m/;

/** A line that a CI system would take for a command of its log: GitHub's old and new form, Azure's, TeamCity's. */
const BRACKET_COMMAND = /##(?=\s*(?:vso|teamcity)?\s*\[)/gi;
const COLON_COMMAND = /^(\s*):(?=:)|:(?=:[a-z][\w-]*(?:\s[^\n]*)?::)/gim;
/** A user name or a password in an address. */
const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@'"`]*@/gi;

/**
 * Text as a terminal or a log may get it, wherever its parts come from: nothing hidden or reordered, no command of a CI
 * system, no password of an address. Line feeds and tabs stay, and colours where the caller wants them.
 */
export function terminalText(text: string, { colours = false }: { readonly colours?: boolean } = {}): string {
  const pieces = colours ? text.split(new RegExp(`(${COLOUR.source})`)) : [text];
  const shown = pieces.map((piece, index) => (index % 2 === 1 ? piece : visibleText(piece))).join("");
  return withoutCommands(shown).replace(USER_INFO, "$1***@");
}

/** A colour may stand before a command, so that it still begins the line for whoever reads the log without colours. */
function withoutCommands(text: string): string {
  const plain = text.replace(BRACKET_COMMAND, "# #").replace(COLON_COMMAND, "$1: ");
  // eslint-disable-next-line no-control-regex -- the beginning of a colour
  return plain.replace(/^((?:\s|\u001b\[\d+m)*):(?=:)/gm, "$1: ");
}

/** JSON that holds nothing hidden and no command of a CI system, and means the same. */
export function printableJson(value: unknown): string {
  return visibleJson(value, 2).replaceAll("::", ":\\u003a").replaceAll("##", "#\\u0023");
}

/** The same as plain text of several lines. */
export function visibleText(text: string): string {
  return visibleParts(text)
    .map((part) => part.text)
    .join("");
}
