import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { smallRandom } from "#generators/random/small-random.ts";
import { patternAutomaton } from "#spec/contract/pattern.ts";
import { lengthOf } from "#generators/strings/string-space.ts";
import { WordAutomaton } from "#generators/strings/word-automaton.ts";
import { wordDrawer } from "#generators/strings/word-drawing.ts";

const automaton = new WordAutomaton(patternAutomaton("[^]*"));
const drawWord = wordDrawer(automaton);

test("words have the length asked for, and the same seed draws the same", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 40 }), (seed, length) => {
      const word = drawWord(smallRandom(seed), length);
      expect(lengthOf(word)).toBe(length);
      expect(drawWord(smallRandom(seed), length)).toBe(word);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("no word begins or ends with a blank where others can be had", () => {
  const words = Array.from({ length: 500 }, (_, seed) => drawWord(smallRandom(seed), 5));
  expect(words.filter((word) => word.trim() !== word)).toEqual([]);
});

test("a length that no word has is an error", () => {
  const draw = wordDrawer(new WordAutomaton(patternAutomaton("ab")));
  expect(() => draw(smallRandom(1), 3)).toThrow(RangeError);
});
