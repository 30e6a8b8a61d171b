/** Words of an error's text that are worth matching, and pieces of it that are kept. */
const LEAST_WORDS = 2;
const MOST_PIECES = 4;
const LONGEST_PIECE = 100;

/**
 * What an error's text says, without what is the sender's: pieces of plain words, in order and lower case, cut at anything
 * else and at values that were `sent`.
 */
export function matcherWords(text: string, sent: ReadonlySet<string>): string[] {
  const pieces: string[][] = [[]];
  for (const token of text.toLowerCase().split(/\s+/)) {
    const word = token.replace(/[.,:;!?]+$/, "");
    const isPlain = /^[a-z][a-z'-]*$/.test(word) && !sent.has(word);
    if (isPlain) pieces.at(-1)?.push(word);
    if (!isPlain || word !== token) pieces.push([]);
  }
  return pieces
    .filter((words) => words.length >= LEAST_WORDS)
    .slice(0, MOST_PIECES)
    .map((words) => words.join(" "))
    .map((piece) => (piece.length > LONGEST_PIECE ? piece.slice(0, piece.lastIndexOf(" ", LONGEST_PIECE)) : piece));
}
