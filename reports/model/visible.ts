/** A run of text as received, or one character that a reader would not see or would be misled by. */
export interface VisiblePart {
  readonly text: string;
  /** For a hidden character: its name, such as `U+202E`. */
  readonly hidden?: string;
}

/**
 * Characters never shown as they are: controls, bidirectional overrides and other format characters, every space but the
 * plain one, line separators, lone surrogates, noncharacters and whatever fonts leave out.
 */
const HIDDEN =
  /(?![\t\n ])[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2800]/gu;

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
  return visibleParts(text)
    .map((part) => part.text)
    .join("")
    .replaceAll("\n", "␊")
    .replaceAll("\t", "␉");
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
