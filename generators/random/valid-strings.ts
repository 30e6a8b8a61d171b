import type { Arbitrary, Random } from "fast-check";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { drawSize } from "./drawn-size.ts";
import { tokenValue, uniqueLength } from "#generators/schema/fresh-value.ts";
import { nearestNumber } from "#generators/strings/nearest-number.ts";
import { smallRandom } from "./small-random.ts";
import { StringArbitrary } from "./string-arbitrary.ts";
import { acceptedStrings, lengthOf, type StringSpace } from "#generators/strings/string-space.ts";
import { wordDrawer } from "#generators/strings/word-drawing.ts";

/** Random strings of a schema: its unique ones, its tokens, or any. */
export function validString(schema: JsonSchema, context: GenerationContext): Arbitrary<string> {
  const space = acceptedStrings(schema);
  if (schema["x-idempotency-token"] === true) return seeded((seed) => tokenValue(schema, context, seed), space);
  return schema["x-unique"] === true ? uniqueStringsOf(space, context) : stringsOf(space);
}

function seeded(make: (seed: string) => string, space: StringSpace): Arbitrary<string> {
  const draw = (random: Random) => make(`${random.nextInt()}/${random.nextInt()}`);
  return new StringArbitrary(draw, (text) => space.has(text));
}

/** Any string of a space, its limits often. */
export function stringsOf(space: StringSpace): Arbitrary<string> {
  return prefixedStrings(space, "", space.min);
}

/** Strings of a space that start with the context's prefix and go on long enough to be unique, where both fit. */
export function uniqueStringsOf(space: StringSpace, context: GenerationContext): Arbitrary<string> {
  const least = uniqueLength(space, context.prefix);
  return least === undefined ? stringsOf(space) : prefixedStrings(space, context.prefix, least);
}

function prefixedStrings(space: StringSpace, prefix: string, least: number): Arbitrary<string> {
  const { automaton } = space;
  const start = automaton.walk(prefix);
  const before = lengthOf(prefix);
  const most = space.drawnMax;
  const fits = (length: number) => automaton.reaches(start, length - before);
  if (space.isEmpty || nearestNumber(least, least, most, fits) === undefined) {
    throw new Error("A string of the operation's input allows no value that the sources speak about.");
  }
  const drawWord = wordDrawer(automaton);
  const draw = (random: Random) => {
    const length = nearestNumber(drawSize(random, least, most), least, most, fits) ?? least;
    return prefix + drawWord(smallRandom(random.nextInt()), length - before, start);
  };
  const has = (text: string) => text.startsWith(prefix) && lengthOf(text) >= least && space.has(text);
  return new StringArbitrary(draw, has);
}
