import { patternAutomaton } from "#spec/contract/pattern.ts";
import type { Arbitrary, Random } from "fast-check";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { CONFUSABLES } from "#generators/strings/confusable-characters.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import {
  codePoints,
  complement,
  intersection,
  scalarStrings,
  stringLanguage,
} from "#generators/strings/regular-language.ts";
import { smallRandom, type SmallRandom } from "./small-random.ts";
import { StringArbitrary } from "./string-arbitrary.ts";
import { acceptedStrings, StringSpace, withoutLengths } from "#generators/strings/string-space.ts";
import { validString } from "./valid-strings.ts";
import { WordAutomaton } from "#generators/strings/word-automaton.ts";
import { wordDrawer } from "#generators/strings/word-drawing.ts";

const BREAKING = codePoints(CONFUSABLES.map(({ character }) => character).join(""));
const ATTEMPTS = 6;

/**
 * Strings of an allowed length outside a pattern: mostly words of the pattern with one character replaced, at the first,
 * the last or any position, else words drawn from the complement's automaton. Undefined when the pattern allows all.
 */
export function patternBreaks(schema: JsonSchema, context: GenerationContext): Arbitrary<string> | undefined {
  const outside = outsidePattern(schema);
  if (outside.isEmpty) return undefined;
  const drawWord = wordDrawer(outside.automaton);
  const valid = acceptedStrings(schema).isEmpty ? undefined : validString(schema, context);
  const draw = (random: Random) => {
    const word = valid?.generate(random, undefined).value_;
    const small = smallRandom(random.nextInt());
    const broken = word === undefined ? undefined : breakOneCharacter(codePoints(word), small, outside);
    return (
      broken ?? drawWord(small, outside.nearestLength(outside.min + small(outside.drawnMax - outside.min + 1)) ?? 0)
    );
  };
  return new StringArbitrary(draw, (text) => outside.has(text));
}

/** The strings that break a schema's pattern and nothing else of it. */
function outsidePattern(schema: JsonSchema): StringSpace {
  const { pattern = "", minLength = 0, maxLength = Infinity, ...others } = schema;
  const silent = (schema["x-unspecified"] ?? []).map(({ when }) => complement(stringLanguage(when)));
  const parts = [
    scalarStrings(),
    complement(patternAutomaton(pattern)),
    stringLanguage(withoutLengths(others)),
    ...silent,
  ];
  return new StringSpace(new WordAutomaton(intersection(parts)), minLength, maxLength);
}

function breakOneCharacter(word: readonly number[], random: SmallRandom, outside: StringSpace): string | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const character = random(3) === 0 ? anyCharacter(random) : (BREAKING[random(BREAKING.length)] ?? 0);
    const index = position(word.length, random);
    const text = String.fromCodePoint(...word.toSpliced(index, 1, character));
    if (outside.has(text)) return text;
  }
  return undefined;
}

function position(length: number, random: SmallRandom): number {
  const roll = random(4);
  if (roll === 0) return 0;
  return roll === 1 ? Math.max(0, length - 1) : random(length);
}

/** Any Unicode scalar value, most of them from the first planes' well-used part. */
function anyCharacter(random: SmallRandom): number {
  const character = random(4) === 0 ? random(0x110000) : random(0x3000);
  return character >= 0xd800 && character <= 0xdfff ? 0xfffd : character;
}
