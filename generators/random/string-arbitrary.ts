import { Arbitrary, Stream, Value, type Random } from "fast-check";
import { codePoints } from "#generators/strings/regular-language.ts";

/** Plainest first; a smaller string may replace a character by one of these that stands before it. */
const SIMPLEST = codePoints("a0A");

/** Strings of one class: drawn by a function, shrunk to shorter and plainer ones that are still in the class. */
export class StringArbitrary extends Arbitrary<string> {
  readonly #draw: (random: Random) => string;
  readonly #has: (text: string) => boolean;

  constructor(draw: (random: Random) => string, has: (text: string) => boolean) {
    super();
    this.#draw = draw;
    this.#has = has;
  }

  override generate(random: Random): Value<string> {
    return new Value(this.#draw(random), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is string {
    return typeof value === "string" && this.#has(value);
  }

  override shrink(value: string): Stream<Value<string>> {
    return new Stream(smallerStrings(value)).filter(this.#has).map((text) => new Value(text, undefined));
  }
}

/** Strings smaller than one: shorter, halves first, or of the same length with a character made plainer. */
function* smallerStrings(text: string): IterableIterator<string> {
  const characters = codePoints(text);
  for (let cut = characters.length; cut > 0; cut = Math.floor(cut / 2)) {
    yield String.fromCodePoint(...characters.slice(cut));
    yield String.fromCodePoint(...characters.slice(0, characters.length - cut));
  }
  const plain = characters.map((character) => (isPlain(character) ? character : (SIMPLEST[0] ?? character)));
  if (plain.some((character, index) => character !== characters[index])) yield String.fromCodePoint(...plain);
  for (const [index, character] of characters.entries()) {
    for (const simpler of SIMPLEST) {
      if (simpler === character) break;
      yield String.fromCodePoint(...characters.with(index, simpler));
    }
  }
}

function isPlain(character: number): boolean {
  return character < 0x80 && /[a-z0-9]/.test(String.fromCodePoint(character));
}
