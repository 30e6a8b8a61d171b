import { codePoints } from "#generators/strings/regular-language.ts";
import { lengthOf } from "#generators/strings/string-space.ts";
import { leastAccepted, narrowestSpan, type Span } from "./bisection.ts";

/** Puts a value where it is being reduced; true when the input fails so. */
export type Put<T> = (value: T) => Promise<boolean>;

/**
 * Makes a text smaller: by length alone where only that matters, else by the part of it that does. `uniform` gives a
 * plain text of a length, or undefined where there is none.
 */
export async function reduceText(
  text: string,
  uniform: (length: number) => string | undefined,
  put: Put<string>,
): Promise<void> {
  const length = lengthOf(text);
  const tryUniform = async (size: number) => {
    const word = uniform(size);
    return word !== undefined && lengthOf(word) === size && (await put(word));
  };
  if (await tryUniform(length)) {
    await leastAccepted(0, length, tryUniform);
    return;
  }
  const characters = codePoints(text);
  const cut = ({ start, end }: Span) => characters.slice(start, end);
  const span = await narrowestSpan(length, (candidate) => put(String.fromCodePoint(...cut(candidate))));
  await plainest(cut(span), put);
}

/** Makes characters plain, the first half at once, then the second, then what is left one by one. */
async function plainest(characters: readonly number[], put: Put<string>): Promise<void> {
  const PLAIN = 0x61;
  let kept = characters;
  const half = Math.ceil(characters.length / 2);
  const spans = [[0, half], [half, characters.length], ...characters.map((_, index) => [index, index + 1])];
  for (const [start = 0, end = 0] of spans) {
    const changed = kept.map((character, index) => (index >= start && index < end ? PLAIN : character));
    if (await put(String.fromCodePoint(...changed))) kept = changed;
  }
}
