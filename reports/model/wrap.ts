const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{Mn}/u;

/** Columns that a terminal gives to a text: two to East Asian wide characters and emoji, none to combining marks. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : COMBINING.test(character) ? 0 : 1;
  return width;
}

/** Breaks a text at spaces, and inside a word that is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((long) => pieces(long, width))) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (line !== "" && columns(joined) > width) {
      lines.push(line);
      line = word;
    } else line = joined;
  }
  return [...lines, line];
}

/** Cuts to a width and shows that it did. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  return `${pieces(text, width - 1)[0] ?? ""}…`;
}

function pieces(word: string, width: number): string[] {
  if (columns(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (columns(part + character) > width) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}
