import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Columns that a terminal gives to a text: two to East Asian wide characters and emoji, none to combining marks. */
export function columns(text: string): number {
  return stringWidth(text);
}

/** Breaks a text at spaces, and inside a word that is longer than a line. */
export function wrap(text: string, width: number): string[] {
  return wrapAnsi(text, width, { hard: true }).split("\n");
}

/** Cuts to a width and shows that it did. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  // As one word: a long word after a space would go to the next line as a whole, and nothing of it be shown.
  const word = text.replaceAll(" ", "\u00a0");
  const [head = ""] = wrapAnsi(word, width - 1, { hard: true, wordWrap: false, trim: false }).split("\n");
  return `${head.replaceAll("\u00a0", " ")}…`;
}
