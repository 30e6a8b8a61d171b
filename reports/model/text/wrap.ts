import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Columns that a terminal gives to a text: two to East Asian wide characters and emoji, none to combining marks. */
export function columns(text: string): number {
  return stringWidth(text);
}

/**
 * Breaks a text at blanks; a word that is longer than a line before a dot or a slash, and only what is longer still
 * anywhere.
 */
export function wrapText(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => {
    const lines = [""];
    for (const { blanks, part } of partsOf(line, width)) {
      const last = lines.at(-1) ?? "";
      const longer = last === "" ? part : `${last}${blanks}${part}`;
      if (columns(longer) <= width) lines[lines.length - 1] = longer;
      else lines.push(part);
    }
    return lines[0] === "" && lines.length > 1 ? lines.slice(1) : lines;
  });
}

/** What is not broken, and the blanks before it. */
function* partsOf(line: string, width: number): Iterable<{ readonly blanks: string; readonly part: string }> {
  for (const [, blanks = "", word = ""] of line.matchAll(/( *)([^ ]+)/g)) {
    if (columns(word) <= width) {
      yield { blanks, part: word };
      continue;
    }
    const pieces = word.split(/(?=[./])/).flatMap((piece) => (columns(piece) <= width ? [piece] : charactersOf(piece)));
    for (const [at, part] of pieces.entries()) yield { blanks: at === 0 ? blanks : "", part };
  }
}

/** As a reader sees them: combined marks with what they stand on. */
function charactersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
/** Characters for a column that are looked at: to measure megabytes takes minutes. */
const LOOKED_AT = 16;

/** Cuts to a width and shows that it did. */
export function clip(whole: string, width: number): string {
  const text = whole.slice(0, LOOKED_AT * width);
  if (text.length === whole.length && columns(text) <= width) return text;
  // As one word: a long word after a space would go to the next line as a whole, and nothing of it be shown.
  const word = text.replaceAll(" ", "\u00a0");
  const [head = ""] = wrapAnsi(word, width - 1, { hard: true, wordWrap: false, trim: false }).split("\n");
  return `${head.replaceAll("\u00a0", " ")}…`;
}
